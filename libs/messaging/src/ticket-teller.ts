import { TicketChanged, TicketRouted } from '#contracts';
import type { Place, Teller, Tx } from '#database';
import type { Outbox } from './outbox.js';
import type { OutboxRow } from './outbox-row.js';

/** What the services hear of a ticket: that it came to a queue (`TicketRouted`), or that something else was written on it (`TicketChanged`). */
export class TicketTeller implements Teller {
  constructor(private readonly outbox: Outbox) {}

  /** One message a transaction is enough, unless the ticket came to a queue: who hears it sees all that was committed with it. */
  messagesOf(before: Place, { id: ticketId, version, state, tier, stayVersion }: Place): OutboxRow[] {
    const hasWaited = before.state === 'queued' && stayVersion === before.stayVersion;
    if (state === 'queued' && !hasWaited && tier !== null)
      return this.outbox.rows(TicketRouted, { ticketId, version, tier });
    return before.isTold ? [] : this.outbox.rows(TicketChanged, { ticketId, version });
  }

  publishAfter(tx: Tx, messages: readonly OutboxRow[]): void {
    this.outbox.publishAfter(tx, messages);
  }
}
