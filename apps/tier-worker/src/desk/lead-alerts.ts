import { run, TicketStore, type LockedTicket, type Tx, newId } from '#database';
import type { Actor } from '#domain';
import { Injectable } from '@nestjs/common';

export type AlertKind = 'breach-at-last-tier' | 'breach' | 'bouncing' | 'vendor-silent' | 'warning';

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
    await this.list(tx, alerted, kind, { agentId: null, detail });
    return alerted;
  }

  /** A promise is in danger: on the list of the leads or of one agent (`agentId`), and on the timeline. */
  async warn(
    tx: Tx,
    ticket: LockedTicket,
    { agentId, ...warning }: { readonly agentId: string | null; readonly detail: string } & Record<string, unknown>,
  ): Promise<LockedTicket> {
    const warned = await this.tickets.record(tx, ticket, {
      type: 'ticket.promise-in-danger',
      by: TIER_WORKER_ACTOR,
      public: false,
      data: { told: agentId === null ? 'leads' : 'assignee', ...warning },
    });
    await this.list(tx, warned, 'warning', { agentId, detail: warning.detail });
    return warned;
  }

  private async list(
    tx: Tx,
    ticket: LockedTicket,
    kind: AlertKind,
    { agentId, detail }: { readonly agentId: string | null; readonly detail: string },
  ): Promise<void> {
    await run(tx, insertAlert, [newId(), ticket.id, ticket.version, kind, agentId, detail, ticket.now]);
  }
}

const insertAlert = {
  name: 'desk-insert-alert',
  text: `INSERT INTO lead_alert (id, ticket_id, version, kind, agent_id, detail, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};
