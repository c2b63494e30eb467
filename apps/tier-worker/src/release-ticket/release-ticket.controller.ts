import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { ReleaseTicketHandler } from './release-ticket.handler.js';

const releaseTicketBody = actionBody({ reason: text({ max: 2_000 }).optional() });
type ReleaseTicketBody = z.output<typeof releaseTicketBody>;

@Controller('tickets')
export class ReleaseTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: ReleaseTicketHandler,
  ) {}

  /** For the assignee, and leads. */
  @Action('release', { summary: 'Put a ticket back in its queue', forbidden: ['ticket.not-yours'] })
  release(
    @Param('id') ticket: string,
    @Body({ schema: releaseTicketBody }) body: ReleaseTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
