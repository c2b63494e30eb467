import { CustomerReplied, TicketChanged, TicketRouted, type PayloadOf } from '#contracts';
import { Database } from '#database';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { AlarmLoop } from '../ring-alarms/alarm.loop.js';
import { OnMessage } from '../sla-monitor.transport.js';
import { ApplyEventsHandler } from './apply-events.handler.js';

/** Whatever happened on a ticket: its log says it better than the message. */
@Controller()
export class ApplyEventsConsumer {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly handler: ApplyEventsHandler,
    private readonly alarms: AlarmLoop,
  ) {}

  @OnMessage(TicketRouted)
  onTicketRouted(data: PayloadOf<typeof TicketRouted>, context: MessageContext): Promise<void> {
    return this.apply(data, context);
  }

  @OnMessage(TicketChanged)
  onTicketChanged(data: PayloadOf<typeof TicketChanged>, context: MessageContext): Promise<void> {
    return this.apply(data, context);
  }

  @OnMessage(CustomerReplied)
  onCustomerReplied(data: PayloadOf<typeof CustomerReplied>, context: MessageContext): Promise<void> {
    return this.apply(data, context);
  }

  private async apply({ ticketId, version }: Said, context: MessageContext): Promise<void> {
    if (await this.isApplied(ticketId, version)) return this.outbox.dismiss(context);
    let ringsIn: number | null = null;
    await this.outbox.once(context, async (tx) => {
      ringsIn = await this.handler.handle(tx, ticketId);
    });
    if (ringsIn !== null) this.alarms.expectIn(ringsIn);
  }

  /**
   * Messages of one ticket often wait behind each other, and the first brings the clocks up to its whole log. The cursor never
   * goes back, so the others need neither the ticket's lock nor a transaction.
   */
  private async isApplied(ticketId: string, version: number): Promise<boolean> {
    return (await this.database.read(applied, [ticketId, version])).length > 0;
  }
}

type Said = Pick<PayloadOf<typeof TicketChanged>, 'ticketId' | 'version'>;

const applied = {
  name: 'clock-applied',
  text: 'SELECT FROM clock_cursor WHERE ticket_id = $1 AND version >= $2',
};
