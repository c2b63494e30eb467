import { CustomerReplied, TicketChanged, TicketRouted, type PayloadOf } from '#contracts';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { AlarmLoop } from '../ring-alarms/alarm.loop.js';
import { OnMessage } from '../sla-monitor.transport.js';
import { ApplyEventsHandler } from './apply-events.handler.js';

/** Whatever happened on a ticket: its log says it better than the message. */
@Controller()
export class ApplyEventsConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly handler: ApplyEventsHandler,
    private readonly alarms: AlarmLoop,
  ) {}

  @OnMessage(TicketRouted)
  onTicketRouted(data: PayloadOf<typeof TicketRouted>, context: MessageContext): Promise<void> {
    return this.apply(data.ticketId, context);
  }

  @OnMessage(TicketChanged)
  onTicketChanged(data: PayloadOf<typeof TicketChanged>, context: MessageContext): Promise<void> {
    return this.apply(data.ticketId, context);
  }

  @OnMessage(CustomerReplied)
  onCustomerReplied(data: PayloadOf<typeof CustomerReplied>, context: MessageContext): Promise<void> {
    return this.apply(data.ticketId, context);
  }

  private async apply(ticketId: string, context: MessageContext): Promise<void> {
    let ringsIn: number | null = null;
    await this.outbox.once(context, async (tx) => {
      ringsIn = await this.handler.handle(tx, ticketId);
    });
    if (ringsIn !== null) this.alarms.expectIn(ringsIn);
  }
}
