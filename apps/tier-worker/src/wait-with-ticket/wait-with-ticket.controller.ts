import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { WaitWithTicketHandler } from './wait-with-ticket.handler.js';

const waitWithTicketBody = actionBody({
  for: z.enum(['intervention', 'implementation', 'other']),
  until: z.iso.datetime({ offset: true }).optional(),
  note: text({ max: 10_000 }).optional(),
});
type WaitWithTicketBody = z.output<typeof waitWithTicketBody>;

@Controller('tickets')
export class WaitWithTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: WaitWithTicketHandler,
  ) {}

  /** For the assignee, and leads. `until` is an ISO 8601 instant in the future; `note` becomes an internal post. */
  @Action('wait', {
    summary: 'Wait for something outside the conversation',
    forbidden: ['ticket.not-yours'],
    refused: ['wait.over-already'],
  })
  wait(
    @Param('id') ticket: string,
    @Body({ schema: waitWithTicketBody }) body: WaitWithTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
