import { CurrentCaller, type AgentCaller } from '#access';
import { attachmentIds, attachmentRefusals, type TicketView } from '#database';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { lastSeenPostId, RefusesMovedConversation } from '../desk/conversation.js';
import { ReplyToTicketHandler } from './reply-to-ticket.handler.js';

const replyToTicketBody = actionBody({ body: text({ max: 100_000 }), attachmentIds, lastSeenPostId });
type ReplyToTicketBody = z.output<typeof replyToTicketBody>;

@Controller('tickets')
export class ReplyToTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: ReplyToTicketHandler,
  ) {}

  /** For the assignee, and leads: a public post. */
  @RefusesMovedConversation()
  @Action('reply', { summary: 'Write to the customer', forbidden: ['ticket.not-yours'], refused: attachmentRefusals })
  reply(
    @Param('id') ticket: string,
    @Body({ schema: replyToTicketBody }) body: ReplyToTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
