import { CustomerReplied, TicketChanged, TicketRouted, type PayloadOf } from '#contracts';
import { Database, type LockedTicket, type Tx } from '#database';
import { Outbox, Overtaken, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { AlarmLoop } from '../ring-alarms/alarm.loop.js';
import { OnMessage } from '../sla-monitor.transport.js';
import { ApplyEventsHandler } from './apply-events.handler.js';

/** Whatever happened on a ticket: its log says it better than the message. */
@Controller()
export class ApplyEventsConsumer {
  private readonly overtaken: Overtaken;

  constructor(
    database: Database,
    private readonly outbox: Outbox,
    private readonly handler: ApplyEventsHandler,
    private readonly alarms: AlarmLoop,
  ) {
    this.overtaken = new Overtaken(database, 'clock_cursor');
  }

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

  private async apply(said: Said, context: MessageContext): Promise<void> {
    if (await this.overtaken.take(context, said)) return;
    let ringsIn: number | null = null;
    const apply = async (tx: Tx, ticket: LockedTicket | null): Promise<void> => {
      ringsIn = await this.handler.handle(tx, said.ticketId, ticket);
    };
    // Clocks are told by the log: those a crash takes back are told again, by the message that comes back with them.
    await this.outbox.onceOn(context, said.ticketId, apply, { hasty: true });
    if (ringsIn !== null) this.alarms.expectIn(ringsIn);
  }
}

type Said = Pick<PayloadOf<typeof TicketChanged>, 'ticketId' | 'version'>;
