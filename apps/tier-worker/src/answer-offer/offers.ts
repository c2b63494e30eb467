import { Database, newId, run, signal, type LockedTicket, type Tx } from '#database';
import { DomainError, ticketNumber, type OfferState } from '#domain';
import { Injectable } from '@nestjs/common';
import type { OfferView } from './answer-offer.schemas.js';

interface Live {
  readonly id: string;
  readonly agentId: string;
  readonly agent: string;
  readonly isExpired: boolean;
}

interface Ended {
  readonly id: string;
  readonly ticketId: string;
  readonly agentId: string;
}

type Row = Omit<OfferView, 'number'> & { readonly number: number };

/** The rows of offers. Lock the ticket first, then the agent, then the offer. */
@Injectable()
export class Offers {
  constructor(private readonly database: Database) {}

  /** The live ones: of one agent, or of everybody. Soonest to end first. */
  async live(agentId: string | null): Promise<OfferView[]> {
    const rows = await this.database.read<Row>(selectLive, [agentId]);
    return rows.map((row) => ({ ...row, number: ticketNumber(row.number) }));
  }

  /** The offer, when it was made to this agent. */
  async of(agentId: string, id: string): Promise<{ ticketId: string; state: OfferState } | null> {
    return (await this.database.read<{ ticketId: string; state: OfferState }>(selectOne, [id, agentId]))[0] ?? null;
  }

  /** Locks an offer that still stands; 409 `offer.over` when it does not. */
  async expectLive(tx: Tx, id: string): Promise<void> {
    const [offer] = await run<{ state: OfferState; isExpired: boolean }>(tx, lockOne, [id]);
    if (offer?.state === 'offered' && !offer.isExpired) return;
    const state = offer?.state === 'offered' ? 'timed-out' : (offer?.state ?? 'withdrawn');
    throw new DomainError('conflict', 'offer.over', `This offer no longer stands: it was ${words[state]}.`, { state });
  }

  /**
   * Somebody takes a ticket that may be on offer. One's own offer is accepted by it; that of somebody else stands in the way (409
   * `ticket.on-offer`) unless a lead decides.
   */
  async taken(tx: Tx, ticket: LockedTicket, agentId: string, mayOverride: boolean): Promise<void> {
    const [live] = await run<Live>(tx, lockOfTicket, [ticket.id]);
    if (!live) return;
    if (live.agentId === agentId) return this.end(tx, live.id, 'accepted');
    if (live.isExpired) return this.end(tx, live.id, 'timed-out');
    if (mayOverride) return this.end(tx, live.id, 'withdrawn');
    throw new DomainError(
      'conflict',
      'ticket.on-offer',
      `${ticketNumber(ticket.number)} is on offer to ${live.agent} right now: take another one, or wait for the answer.`,
      { agentId: live.agentId, agent: live.agent },
    );
  }

  async make(tx: Tx, offer: NewOffer): Promise<{ readonly expiresInMs: number } | null> {
    const id = newId();
    const [made] = await run<{ expiresInMs: number }>(tx, insertOffer, [
      id,
      offer.ticketId,
      offer.stayVersion,
      offer.agentId,
      offer.tier,
      offer.sector,
      offer.because,
      offer.droppedSkills,
      offer.seconds,
    ]);
    if (!made) return null;
    await signal(tx, {
      kind: 'offer-made',
      agentId: offer.agentId,
      data: { offerId: id, ticketId: offer.ticketId, seconds: offer.seconds },
    });
    return made;
  }

  async end(
    tx: Tx,
    id: string,
    state: Exclude<OfferState, 'offered'>,
    { reasonCode, note }: { reasonCode?: string; note?: string | undefined } = {},
  ): Promise<void> {
    await this.tell(tx, await run<Ended>(tx, endOffer, [id, state, reasonCode ?? null, note ?? null]), state);
  }

  /** Everything whose time is over. */
  async timeOut(tx: Tx): Promise<number> {
    const ended = await run<Ended>(tx, timeOut, []);
    await this.tell(tx, ended, 'timed-out');
    return ended.length;
  }

  /** What is no longer there to be taken, or whose agent is no longer there to take it. */
  async withdrawStale(tx: Tx): Promise<number> {
    const ended = await run<Ended>(tx, withdrawStale, []);
    await this.tell(tx, ended, 'withdrawn');
    return ended.length;
  }

  private async tell(tx: Tx, ended: readonly Ended[], state: OfferState): Promise<void> {
    for (const { id, ticketId, agentId } of ended)
      await signal(tx, { kind: 'offer-ended', agentId, data: { offerId: id, ticketId, state } });
  }
}

export interface NewOffer {
  readonly ticketId: string;
  readonly stayVersion: number;
  readonly agentId: string;
  readonly tier: number;
  readonly sector: string | null;
  readonly because: string;
  readonly droppedSkills: readonly string[];
  readonly seconds: number;
}

const words: Readonly<Record<OfferState, string>> = {
  offered: 'made',
  accepted: 'accepted',
  declined: 'declined',
  'timed-out': 'not answered in time',
  withdrawn: 'withdrawn',
};

const selectLive = {
  name: 'desk-live-offers',
  text: `SELECT offer.id, offer.ticket_id AS "ticketId", ticket.number, ticket.subject, ticket.priority, ticket.language,
      offer.agent_id AS "agentId", agent.name AS "agentName", offer.tier, offer.sector, offer.because,
      offer.dropped_skills AS "droppedSkills", offer.offered_at AS "offeredAt", offer.expires_at AS "expiresAt",
      ticket.queued_at AS "waitingSince"
    FROM dispatch_offer offer JOIN ticket ON ticket.id = offer.ticket_id JOIN agent ON agent.id = offer.agent_id
    WHERE offer.state = 'offered' AND offer.expires_at > now() AND ($1::uuid IS NULL OR offer.agent_id = $1)
    ORDER BY offer.expires_at, offer.id LIMIT 500`,
};
const selectOne = {
  name: 'desk-offer',
  text: `SELECT ticket_id AS "ticketId", state FROM dispatch_offer WHERE id = $1 AND agent_id = $2`,
};
const lockOne = {
  name: 'desk-lock-offer',
  text: `SELECT state, expires_at <= clock_timestamp() AS "isExpired" FROM dispatch_offer WHERE id = $1 FOR UPDATE`,
};
const lockOfTicket = {
  name: 'desk-lock-offer-of-ticket',
  text: `SELECT offer.id, offer.agent_id AS "agentId", agent.name AS agent, expires_at <= clock_timestamp() AS "isExpired"
    FROM dispatch_offer offer JOIN agent ON agent.id = offer.agent_id
    WHERE ticket_id = $1 AND state = 'offered' FOR UPDATE OF offer`,
};
const insertOffer = {
  name: 'desk-insert-offer',
  text: `INSERT INTO dispatch_offer (id, ticket_id, stay_version, agent_id, tier, sector, state, because, dropped_skills,
      offered_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, 'offered', $7, $8, clock_timestamp(), clock_timestamp() + make_interval(secs => $9::int))
    ON CONFLICT (ticket_id) WHERE state = 'offered' DO NOTHING
    RETURNING ($9::int * 1000)::int AS "expiresInMs"`,
};
const returning = `RETURNING id, ticket_id AS "ticketId", agent_id AS "agentId"`;
const endOffer = {
  name: 'desk-end-offer',
  text: `UPDATE dispatch_offer SET state = $2, ended_at = clock_timestamp(), reason_code = $3, note = $4
    WHERE id = $1 AND state = 'offered' ${returning}`,
};
const timeOut = {
  name: 'desk-time-out-offers',
  text: `UPDATE dispatch_offer SET state = 'timed-out', ended_at = clock_timestamp() WHERE id IN (
      SELECT id FROM dispatch_offer WHERE state = 'offered' AND expires_at <= clock_timestamp()
      ORDER BY expires_at LIMIT 500 FOR UPDATE SKIP LOCKED) ${returning}`,
};
const withdrawStale = {
  name: 'desk-withdraw-offers',
  text: `UPDATE dispatch_offer SET state = 'withdrawn', ended_at = clock_timestamp() WHERE id IN (
      SELECT offer.id FROM dispatch_offer offer JOIN ticket ON ticket.id = offer.ticket_id
        JOIN agent ON agent.id = offer.agent_id
        LEFT JOIN agent_availability availability ON availability.agent_id = agent.id
      WHERE offer.state = 'offered' AND (ticket.state <> 'queued' OR ticket.stay_version IS DISTINCT FROM offer.stay_version
        OR NOT agent.active OR coalesce(availability.state, 'offline') IN ('away', 'offline')
        OR NOT EXISTS (SELECT FROM dispatch_rule rule WHERE rule.tier = ticket.tier AND rule.mode = 'push'
          AND (rule.sector IS NULL OR rule.sector = ticket.sector)))
      FOR UPDATE OF offer SKIP LOCKED) ${returning}`,
};
