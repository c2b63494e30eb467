import { CurrentCaller, type Caller } from '#access';
import type { TicketView } from '#database';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { ReopenTicketHandler } from './reopen-ticket.handler.js';

const reopenTicketBody = actionBody({ reason: text({ max: 10_000 }) });
type ReopenTicketBody = z.output<typeof reopenTicketBody>;

@Controller('tickets')
export class ReopenTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: ReopenTicketHandler,
  ) {}

  /**
   * For the requester, API keys that may write the ticket, and any agent who may read it. It goes back to the tier that
   * resolved it. The customer's reason is a public post, an agent's an internal one.
   */
  @Action('reopen', {
    summary: 'Say that a ticket is not solved after all',
    by: { scope: 'tickets:write' },
    forbidden: ['ticket.not-yours'],
  })
  reopen(
    @Param('id') ticket: string,
    @Body({ schema: reopenTicketBody }) body: ReopenTicketBody,
    @CurrentCaller() caller: Caller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
