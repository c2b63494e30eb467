import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { ClaimTicketHandler } from './claim-ticket.handler.js';

const claimTicketBody = actionBody({});
type ClaimTicketBody = z.output<typeof claimTicketBody>;

@Controller('tickets')
export class ClaimTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: ClaimTicketHandler,
  ) {}

  /** For agents of its tier and sector, partners to whom it overflowed, and leads. A handed-over ticket's work order is accepted by it. */
  @Action('claim', {
    summary: 'Take a waiting ticket into your hands',
    forbidden: ['ticket.not-at-your-tier', 'agent.inactive'],
    conflicts: ['ticket.already-claimed', 'agent.at-capacity', 'ticket.on-offer'],
  })
  claim(
    @Param('id') ticket: string,
    @Body({ schema: claimTicketBody }) body: ClaimTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller));
  }
}
