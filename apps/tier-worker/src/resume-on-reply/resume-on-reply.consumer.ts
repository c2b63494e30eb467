import { CustomerReplied, type PayloadOf } from '#contracts';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { OnMessage } from '../tier-worker.transport.js';
import { ResumeOnReplyHandler } from './resume-on-reply.handler.js';

/** The customer wrote on a ticket of one of our tiers. */
@Controller()
export class ResumeOnReplyConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly handler: ResumeOnReplyHandler,
  ) {}

  @OnMessage(CustomerReplied)
  async onCustomerReplied(data: PayloadOf<typeof CustomerReplied>, context: MessageContext): Promise<void> {
    await this.outbox.once(context, (tx) => this.handler.handle(tx, data));
  }
}
