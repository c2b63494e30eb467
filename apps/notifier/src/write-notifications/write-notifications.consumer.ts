import { CustomerReplied, TicketChanged, TicketRouted, type PayloadOf } from '#contracts';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { OnMessage } from '../notifier.transport.js';

/** Whatever happened on a ticket: its log says it better than the message. */
@Controller()
export class WriteNotificationsConsumer {
  constructor(private readonly outbox: Outbox) {}

  @OnMessage(TicketRouted)
  onTicketRouted(_data: PayloadOf<typeof TicketRouted>, context: MessageContext): Promise<void> {
    return this.outbox.dismiss(context);
  }

  @OnMessage(TicketChanged)
  onTicketChanged(_data: PayloadOf<typeof TicketChanged>, context: MessageContext): Promise<void> {
    return this.outbox.dismiss(context);
  }

  @OnMessage(CustomerReplied)
  onCustomerReplied(_data: PayloadOf<typeof CustomerReplied>, context: MessageContext): Promise<void> {
    return this.outbox.dismiss(context);
  }
}
