import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { ResumeTicketHandler } from './resume-ticket.handler.js';

const resumeTicketBody = actionBody({});
type ResumeTicketBody = z.output<typeof resumeTicketBody>;

@Controller('tickets')
export class ResumeTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: ResumeTicketHandler,
  ) {}

  /** For the assignee, and leads. The ticket stays with its assignee. */
  @Action('resume', { summary: 'Go on with a ticket that waits', forbidden: ['ticket.not-yours'] })
  resume(
    @Param('id') ticket: string,
    @Body({ schema: resumeTicketBody }) body: ResumeTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller));
  }
}
