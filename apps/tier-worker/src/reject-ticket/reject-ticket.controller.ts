import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { RejectTicketHandler } from './reject-ticket.handler.js';

const rejectTicketBody = actionBody({ reason: z.enum(['spam', 'scam', 'not-for-us']) });
type RejectTicketBody = z.output<typeof rejectTicketBody>;

@Controller('tickets')
export class RejectTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: RejectTicketHandler,
  ) {}

  /** For agents of its tier, and leads; before it has a tier, for any agent who may read it. */
  @Action('reject', { summary: 'Refuse a request that is none', forbidden: ['ticket.not-at-your-tier'] })
  reject(
    @Param('id') ticket: string,
    @Body({ schema: rejectTicketBody }) body: RejectTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
