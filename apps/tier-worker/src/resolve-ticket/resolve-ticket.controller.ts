import { CurrentCaller, type AgentCaller } from '#access';
import { attachmentIds, attachmentRefusals, type TicketView } from '#database';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { lastSeenPostId, RefusesMovedConversation } from '../desk/conversation.js';
import { ResolveTicketHandler } from './resolve-ticket.handler.js';

const resolveTicketBody = actionBody({
  solution: text({ max: 100_000 }),
  code: text({ max: 100 }),
  l1Capable: z.boolean().optional(),
  attachmentIds,
  lastSeenPostId,
});
type ResolveTicketBody = z.output<typeof resolveTicketBody>;

@Controller('tickets')
export class ResolveTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: ResolveTicketHandler,
  ) {}

  /**
   * For the assignee, and leads, at tiers that may resolve. The solution is posted to the customer, with its files. `l1Capable`
   * says whether the first tier could have solved it.
   */
  @RefusesMovedConversation('tier.may-not-resolve')
  @Action('resolve', {
    summary: 'Say that a ticket is solved, and how',
    forbidden: ['ticket.not-yours'],
    conflicts: ['tier.may-not-resolve'],
    refused: attachmentRefusals,
  })
  resolve(
    @Param('id') ticket: string,
    @Body({ schema: resolveTicketBody }) body: ResolveTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
