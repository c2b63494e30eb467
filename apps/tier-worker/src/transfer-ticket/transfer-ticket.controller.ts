import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { sectorCode } from '../desk/tier-reference.js';
import { TransferTicketHandler } from './transfer-ticket.handler.js';

const transferTicketBody = actionBody({
  sector: sectorCode.optional(),
  teamId: z.uuid().optional(),
  reason: text({ max: 2_000 }),
});
type TransferTicketBody = z.output<typeof transferTicketBody>;

@Controller('tickets')
export class TransferTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: TransferTicketHandler,
  ) {}

  /** For the assignee, and leads. At least one of `sector` and `teamId`. */
  @Action('transfer', {
    summary: 'Send a ticket to another sector or team of its tier',
    forbidden: ['ticket.not-yours'],
    refused: ['transfer.nowhere', 'sector.unknown', 'sector.not-at-tier', 'team.unknown', 'team.not-at-tier'],
  })
  transfer(
    @Param('id') ticket: string,
    @Body({ schema: transferTicketBody }) body: TransferTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
