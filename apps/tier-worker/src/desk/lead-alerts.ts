import { run, TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { BREACH, type Actor, type ClockKind, type Level, type Priority } from '#domain';
import { Injectable } from '@nestjs/common';

export type AlertKind =
  'breach-at-last-tier' | 'breach' | 'bouncing' | 'hierarchical-escalation' | 'vendor-silent' | 'warning';

/** The tiers themselves, when they act without anybody asking. */
export const TIER_WORKER_ACTOR: Actor = { kind: 'system', id: 'tier-worker' };

/** Whom an alert is for: the leads; or also those a tier up and the admins, who have their eye on what others leave lying. */
export const audiences = ['agent', 'leads', 'hierarchy'] as const;
export type Audience = (typeof audiences)[number];

/** What an alert's sentence is made of, for screens that say it in another language; each kind has some of it. */
export interface AlertFacts {
  /** Which promise, and how much of it is used. Instants are ISO 8601. */
  readonly promise?: ClockKind;
  readonly percent?: number;
  readonly tier?: number;
  readonly dueAt?: string;
  /** What was done about it. */
  readonly toTier?: number;
  readonly toPriority?: Priority;
  readonly bounces?: number;
  readonly vendor?: string;
  readonly caseNumber?: number;
  readonly reason?: string;
  readonly severity?: Level;
}

/** Of a promise: what is said, and of which threshold. */
interface Warning {
  readonly detail: string;
  readonly facts: AlertFacts;
  readonly promise: string;
  readonly percent: number;
  readonly clockId: string;
}

/** Calls somebody to a ticket: an alert on their list, and the fact on its timeline. The ticket stays where it is. */
@Injectable()
export class LeadAlerts {
  constructor(private readonly tickets: TicketStore) {}

  async alert(
    tx: Tx,
    ticket: LockedTicket,
    kind: AlertKind,
    { detail, facts }: { readonly detail: string; readonly facts: AlertFacts },
    audience: 'leads' | 'hierarchy' = 'leads',
  ): Promise<LockedTicket> {
    const alerted = await this.tickets.record(tx, ticket, {
      type: 'ticket.leads-alerted',
      by: TIER_WORKER_ACTOR,
      public: false,
      data: { kind, told: audience, detail, facts },
    });
    await this.list(tx, alerted, kind, { audience, agentId: null, detail });
    return alerted;
  }

  /** A promise is in danger: on the list of the leads, and on the timeline. */
  warn(tx: Tx, ticket: LockedTicket, audience: 'leads' | 'hierarchy', warning: Warning): Promise<LockedTicket> {
    return this.ofPromise(tx, ticket, { audience, agentId: null, kind: 'warning' }, warning);
  }

  /** A promise is in danger or broken: on the list of one agent, and on the timeline. */
  tellAgent(tx: Tx, ticket: LockedTicket, agentId: string, warning: Warning): Promise<LockedTicket> {
    const kind = warning.percent < BREACH ? 'warning' : 'breach';
    return this.ofPromise(tx, ticket, { audience: 'agent', agentId, kind }, warning);
  }

  private async ofPromise(
    tx: Tx,
    ticket: LockedTicket,
    { audience, agentId, kind }: Told & { readonly kind: AlertKind },
    { detail, facts, promise, percent, clockId }: Warning,
  ): Promise<LockedTicket> {
    const told = await this.tickets.record(tx, ticket, {
      type: percent < BREACH ? 'ticket.promise-in-danger' : 'ticket.promise-broken',
      by: TIER_WORKER_ACTOR,
      public: false,
      data: { told: audience === 'agent' ? 'assignee' : audience, detail, facts, promise, percent, clockId },
    });
    await this.list(tx, told, kind, { audience, agentId, detail });
    return told;
  }

  private async list(
    tx: Tx,
    ticket: LockedTicket,
    kind: AlertKind,
    { audience, agentId, detail }: Told & { readonly detail: string },
  ): Promise<void> {
    await run(tx, insertAlert, [newId(), ticket.id, ticket.version, kind, audience, agentId, detail, ticket.now]);
  }
}

interface Told {
  readonly audience: Audience;
  readonly agentId: string | null;
}

const insertAlert = {
  name: 'desk-insert-alert',
  text: `INSERT INTO lead_alert (id, ticket_id, version, kind, audience, agent_id, detail, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
