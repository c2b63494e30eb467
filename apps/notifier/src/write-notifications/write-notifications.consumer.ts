import { CustomerReplied, TicketChanged, TicketRouted, type PayloadOf } from '#contracts';
import { Database } from '#database';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { OnMessage } from '../notifier.transport.js';
import { SendMailLoop } from '../send-mail/send-mail.loop.js';
import { Subscriptions } from '../subscriptions/subscriptions.js';
import { WriteNotificationsHandler } from './write-notifications.handler.js';

/** Whatever happened on a ticket: its log says it better than the message. */
@Controller()
export class WriteNotificationsConsumer {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly handler: WriteNotificationsHandler,
    private readonly sending: SendMailLoop,
    private readonly subscriptions: Subscriptions,
  ) {}

  @OnMessage(TicketRouted)
  onTicketRouted(data: PayloadOf<typeof TicketRouted>, context: MessageContext): Promise<void> {
    return this.write(data, context);
  }

  @OnMessage(TicketChanged)
  onTicketChanged(data: PayloadOf<typeof TicketChanged>, context: MessageContext): Promise<void> {
    return this.write(data, context);
  }

  @OnMessage(CustomerReplied)
  onCustomerReplied(data: PayloadOf<typeof CustomerReplied>, context: MessageContext): Promise<void> {
    return this.write(data, context);
  }

  private async write({ ticketId, version }: Said, context: MessageContext): Promise<void> {
    // The cursor never goes back, so what was looked at needs neither the ticket's lock nor a transaction.
    if ((await this.database.read(lookedAt, [ticketId, version])).length > 0) return this.outbox.dismiss(context);
    let mails = 0;
    await this.outbox.once(context, async (tx) => {
      mails = await this.handler.handle(tx, ticketId);
    });
    if (mails > 0) this.sending.wake();
    this.subscriptions.wake();
  }
}

type Said = Pick<PayloadOf<typeof TicketChanged>, 'ticketId' | 'version'>;

const lookedAt = {
  name: 'notification-looked-at',
  text: 'SELECT FROM notification_cursor WHERE ticket_id = $1 AND version >= $2',
};
