import { TicketRouted, type PayloadOf } from '#contracts';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { OnMessage } from '../tier-worker.transport.js';
import { ReceiveTicketHandler } from './receive-ticket.handler.js';

/** A ticket came to the queue of one of our tiers. */
@Controller()
export class ReceiveTicketConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly handler: ReceiveTicketHandler,
  ) {}

  @OnMessage(TicketRouted)
  async onTicketRouted(data: PayloadOf<typeof TicketRouted>, context: MessageContext): Promise<void> {
    await this.outbox.onceOn(context, data.ticketId, (tx, ticket) => this.handler.handle(tx, data, ticket));
  }
}
