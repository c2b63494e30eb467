import type { PayloadOf, TicketRouted } from '#contracts';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { Injectable } from '@nestjs/common';
import { TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';

@Injectable()
export class ReceiveTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  /**
   * The tier takes note of the ticket, once a stay; its own promise starts now. A message about a stay that is over, or
   * about a ticket that only came back to the same queue, changes nothing. An agent may have been faster and hold it.
   *   locked  the ticket, when the caller has it locked
   */
  async handle(
    tx: Tx,
    { ticketId, version, tier }: PayloadOf<typeof TicketRouted>,
    locked: LockedTicket | null = null,
  ): Promise<void> {
    const ticket = locked ?? (await this.tickets.lock(tx, ticketId));
    if (!ticket || ticket.stayVersion !== version || ticket.tier !== tier || ticket.receivedByTierAt !== null) return;
    await this.tickets.record(tx, ticket, {
      type: 'ticket.received-by-tier',
      by: TIER_WORKER_ACTOR,
      set: { receivedByTierAt: ticket.now },
    });
  }
}
