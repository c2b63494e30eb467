import { CurrentCaller, type Caller } from '#access';
import type { TicketView } from '#database';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { CloseTicketHandler } from './close-ticket.handler.js';

const closeTicketBody = actionBody({});
type CloseTicketBody = z.output<typeof closeTicketBody>;

@Controller('tickets')
export class CloseTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: CloseTicketHandler,
  ) {}

  /** For the requester, API keys that may write the ticket, and leads. */
  @Action('close', {
    summary: 'Close a resolved ticket',
    by: { scope: 'tickets:write' },
    forbidden: ['ticket.not-yours', 'agent.not-a-lead'],
  })
  close(
    @Param('id') ticket: string,
    @Body({ schema: closeTicketBody }) body: CloseTicketBody,
    @CurrentCaller() caller: Caller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller));
  }
}
