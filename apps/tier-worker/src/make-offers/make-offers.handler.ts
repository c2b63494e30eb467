import { Database, run, signal, TicketStore, type Tx } from '#database';
import { hasRoom, planOffers, type OfferState, type PlannedOffer, type WaitingTicket } from '#domain';
import { Injectable } from '@nestjs/common';
import { Offers } from '../answer-offer/offers.js';
import { TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';
import { unitsHeld, unitsOffered } from '../dispatch/dispatch.sql.js';
import { BoardQuery } from './board.query.js';

interface Standing {
  readonly stayVersion: number;
}

/** What became of an offer, for the leads who look into why nobody took the ticket. */
interface Answer {
  readonly agentId: string;
  readonly name: string;
  readonly state: OfferState;
  readonly reasonCode: string | null;
  readonly note: string | null;
}

/** A plan is made from what was read; each offer looks again under locks. What no longer holds is planned anew soon. */
const AGAIN_MS = 50;

/** Offers what waits to whoever is best for it. Any number of processes may do so at once: a ticket has one live offer, an agent room or not. */
@Injectable()
export class MakeOffersHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly offers: Offers,
    private readonly board: BoardQuery,
  ) {}

  /** Gives the milliseconds until there is something to do though nothing happens; null for nothing known. */
  async round(): Promise<number | null> {
    await this.database.transaction((tx) => this.offers.timeOut(tx));
    await this.database.transaction((tx) => this.offers.withdrawStale(tx));
    const board = await this.board.read();
    const looks = [(await this.database.read<{ ms: number | null }>(selectNextExpiry))[0]?.ms ?? null];
    if (board) {
      const plan = planOffers(board.waiting, board.agents, board.weights, board.now);
      const waiting = new Map(board.waiting.map((ticket) => [ticket.id, ticket]));
      for (const id of plan.open) await this.openToAll(waiting.get(id)!);
      for (const offer of plan.offers) {
        const made = await this.offer(offer, waiting.get(offer.ticketId)!);
        looks.push(made ? made.expiresInMs : AGAIN_MS);
      }
      for (const at of [plan.nextLookAt, board.shiftChangeAt]) if (at) looks.push(at.getTime() - board.now.getTime());
    }
    const known = looks.filter((ms) => ms !== null);
    return known.length === 0 ? null : Math.max(0, Math.min(...known));
  }

  private offer(
    planned: PlannedOffer,
    { rule, queuedAt, tier, sector }: WaitingTicket,
  ): Promise<{ expiresInMs: number } | null> {
    return this.database.transaction(async (tx) => {
      const [ticket] = await run<Standing>(tx, lockWaiting, [planned.ticketId, queuedAt]);
      if (!ticket || !(await this.hasRoom(tx, planned))) return null;
      return this.offers.make(tx, {
        ticketId: planned.ticketId,
        stayVersion: ticket.stayVersion,
        agentId: planned.agentId,
        tier,
        sector,
        because: planned.because,
        droppedSkills: planned.droppedSkills,
        seconds: rule.offerSeconds,
      });
    });
  }

  /** Under the agent's lock, so that two offers made at once count after each other, and so do offers and claims. */
  private async hasRoom(tx: Tx, { agentId, weight }: PlannedOffer): Promise<boolean> {
    const [agent] = await run<{ capacity: number | null; isThere: boolean }>(tx, lockAgent, [agentId]);
    if (!agent?.isThere) return false;
    const [carries] = await run<{ load: number }>(tx, selectLoad, [agentId]);
    return hasRoom(agent.capacity, carries?.load ?? 0, weight);
  }

  /** Everybody there was asked: from now on it is for whoever takes it, and the leads see so on its timeline. */
  private openToAll({ id, queuedAt, asked }: WaitingTicket): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [waiting] = await run<Standing>(tx, lockWaiting, [id, queuedAt]);
      const ticket = waiting && (await this.tickets.lock(tx, id));
      if (!ticket) return;
      await run(tx, insertOpened, [id, ticket.now]);
      await this.tickets.record(tx, ticket, {
        type: 'ticket.opened-to-all',
        by: TIER_WORKER_ACTOR,
        public: false,
        data: { asked: asked.size, answers: await run<Answer>(tx, selectAnswers, [id, queuedAt]) },
      });
      await signal(tx, { kind: 'queues-changed', data: { tier: ticket.tier } });
    });
  }
}

/* Instants that were read are in milliseconds; a row may know it more exactly. */
const lockWaiting = {
  name: 'dispatch-lock-waiting',
  text: `SELECT stay_version AS "stayVersion" FROM ticket
    WHERE id = $1 AND state = 'queued' AND date_trunc('milliseconds', queued_at) = $2 FOR UPDATE SKIP LOCKED`,
};
const lockAgent = {
  name: 'dispatch-lock-agent',
  text: `SELECT capacity, active AND EXISTS (SELECT FROM agent_availability
      WHERE agent_id = agent.id AND state = 'available') AS "isThere"
    FROM agent WHERE id = $1 FOR NO KEY UPDATE`,
};
/* After the lock, in a statement of its own: it must see what the one before wrote. */
const selectLoad = {
  name: 'dispatch-load',
  text: `SELECT ${unitsHeld('$1::uuid')} + ${unitsOffered('$1::uuid')} AS load`,
};
const insertOpened = {
  name: 'dispatch-insert-opened',
  text: `INSERT INTO dispatch_opened (ticket_id, queued_at, at) SELECT id, queued_at, $2 FROM ticket WHERE id = $1
    ON CONFLICT (ticket_id) DO UPDATE SET queued_at = excluded.queued_at, at = excluded.at`,
};
const selectAnswers = {
  name: 'dispatch-answers',
  text: `SELECT agent_id AS "agentId", agent.name, state, reason_code AS "reasonCode", note
    FROM dispatch_offer JOIN agent ON agent.id = agent_id
    WHERE ticket_id = $1 AND offered_at >= $2 ORDER BY offered_at, dispatch_offer.id LIMIT 100`,
};
const selectNextExpiry = {
  name: 'dispatch-next-expiry',
  text: `SELECT (extract(epoch FROM min(expires_at) - clock_timestamp()) * 1000)::int AS ms FROM dispatch_offer WHERE state = 'offered'`,
};
