import { CustomerReplied, TicketChanged, TicketRouted, type PayloadOf } from '#contracts';
import { Database, type LockedTicket, type Tx } from '#database';
import { Outbox, Overtaken, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { OnMessage } from '../notifier.transport.js';
import { SendMailLoop } from '../send-mail/send-mail.loop.js';
import { Subscriptions } from '../subscriptions/subscriptions.js';
import { WriteNotificationsHandler } from './write-notifications.handler.js';

/** Whatever happened on a ticket: its log says it better than the message. */
@Controller()
export class WriteNotificationsConsumer {
  private readonly overtaken: Overtaken;

  constructor(
    database: Database,
    private readonly outbox: Outbox,
    private readonly handler: WriteNotificationsHandler,
    private readonly sending: SendMailLoop,
    private readonly subscriptions: Subscriptions,
  ) {
    this.overtaken = new Overtaken(database, 'notification_cursor');
  }

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

  private async write(said: Said, context: MessageContext): Promise<void> {
    if (await this.overtaken.take(context, said)) return;
    let mails = 0;
    const write = async (tx: Tx, ticket: LockedTicket | null): Promise<void> => {
      mails = await this.handler.handle(tx, said.ticketId, ticket);
    };
    // Nothing leaves before it was taken by a commit that waits for the disk; what a crash takes back is written again.
    await this.outbox.onceOn(context, said.ticketId, write, { hasty: true });
    if (mails > 0) this.sending.wake();
    this.subscriptions.wake();
  }
}

type Said = Pick<PayloadOf<typeof TicketChanged>, 'ticketId' | 'version'>;
