import { run, TicketStore, type LockedTicket, type Tx, newId } from '#database';
import type { Actor } from '#domain';
import { Injectable } from '@nestjs/common';

export type AlertKind = 'breach-at-last-tier' | 'breach' | 'bouncing' | 'vendor-silent';

/** The tiers themselves, when they act without anybody asking. */
export const TIER_WORKER_ACTOR: Actor = { kind: 'system', id: 'tier-worker' };

/** Calls the leads to a ticket: an alert on their list, and the fact on its timeline. The ticket stays where it is. */
@Injectable()
export class LeadAlerts {
  constructor(private readonly tickets: TicketStore) {}

  async alert(tx: Tx, ticket: LockedTicket, kind: AlertKind, detail: string): Promise<LockedTicket> {
    const alerted = await this.tickets.record(tx, ticket, {
      type: 'ticket.leads-alerted',
      by: TIER_WORKER_ACTOR,
      public: false,
      data: { kind, detail },
    });
    await run(tx, insertAlert, [newId(), alerted.id, alerted.version, kind, detail, alerted.now]);
    return alerted;
  }
}

const insertAlert = {
  name: 'desk-insert-alert',
  text: `INSERT INTO lead_alert (id, ticket_id, version, kind, detail, at) VALUES ($1, $2, $3, $4, $5, $6)`,
};
