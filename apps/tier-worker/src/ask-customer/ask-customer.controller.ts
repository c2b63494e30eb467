import { CurrentCaller, type AgentCaller } from '#access';
import { attachmentIds, attachmentRefusals, type TicketView } from '#database';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { lastSeenPostId, RefusesMovedConversation } from '../desk/conversation.js';
import { AskCustomerHandler } from './ask-customer.handler.js';

const askCustomerBody = actionBody({ body: text({ max: 100_000 }), attachmentIds, lastSeenPostId });
type AskCustomerBody = z.output<typeof askCustomerBody>;

@Controller('tickets')
export class AskCustomerController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: AskCustomerHandler,
  ) {}

  /** For the assignee, and leads: a public post; the customer's next post brings the ticket back. */
  @RefusesMovedConversation()
  @Action('ask-customer', {
    summary: 'Ask the customer and wait for the answer',
    forbidden: ['ticket.not-yours'],
    refused: attachmentRefusals,
  })
  askCustomer(
    @Param('id') ticket: string,
    @Body({ schema: askCustomerBody }) body: AskCustomerBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
