import { Database, run, TicketStore, type Tx } from '#database';
import {
  backInQueue,
  expectMovable,
  returnsAt,
  type Availability,
  type GoneBecause,
  type ReturnRule,
  type State,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';
import { notWaiting } from '../desk/tier-of.js';
import { ruleColumns, ruleOfTicket, workingTimeOf } from '../dispatch/dispatch.sql.js';
import { workingTime, type StoredTime } from '../dispatch/working-time.js';

interface Held extends ReturnRule {
  readonly id: string;
  readonly state: State;
  readonly agentId: string;
  readonly agent: string;
  readonly active: boolean;
  readonly availability: Availability['state'] | null;
  readonly since: Date | null;
  readonly time: StoredTime;
  readonly now: Date;
}

/** Work whose agent is gone goes back to its queue, by the rule of its place. */
@Injectable()
export class ReturnAbandonedHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
  ) {}

  /** Gives the milliseconds until the next is due; null for none. */
  async round(): Promise<number | null> {
    let next: number | null = null;
    for (const held of await this.database.read<Held>(selectHeld, [null])) {
      const due = dueOf(held);
      if (!due) continue;
      const ms = due.at.getTime() - held.now.getTime();
      if (ms > 0) next = Math.min(ms, next ?? ms);
      else await this.database.transaction((tx) => this.giveBack(tx, held.id));
    }
    return next;
  }

  /** Looks again under the ticket's lock: the agent may be back, or the ticket elsewhere. */
  private async giveBack(tx: Tx, id: string): Promise<void> {
    const [free] = await run(tx, lockTicket, [id]);
    const ticket = free ? await this.tickets.lock(tx, id) : null;
    const [held] = ticket ? await run<Held>(tx, selectHeld, [id]) : [];
    const due = held && dueOf(held);
    if (!ticket || !held || !due || due.at > held.now) return;
    const why: { because: GoneBecause; since: Date; agentId: string; agent: string } = {
      because: due.because,
      since: due.since,
      agentId: held.agentId,
      agent: held.agent,
    };
    const move = { by: TIER_WORKER_ACTOR, public: false, data: why };
    const back = backInQueue(ticket.now);
    if (ticket.state === 'in_progress') {
      await this.tickets.move(tx, { ...ticket, state: ticket.state }, 'release', {
        ...move,
        set: back,
      });
      return;
    }
    expectMovable(ticket, 'requeue');
    await this.tickets.move(tx, ticket, 'requeue', { ...move, set: { ...notWaiting, ...back } });
  }
}

function dueOf(held: Held): ReturnType<typeof returnsAt> {
  const { availability, since, active, time, now } = held;
  const said = availability !== null && since !== null ? { state: availability, since } : null;
  return returnsAt(held, { active, availability: said, time: workingTime(time) }, now);
}

const lockTicket = { name: 'dispatch-lock-held', text: `SELECT id FROM ticket WHERE id = $1 FOR UPDATE SKIP LOCKED` };
const selectHeld = {
  name: 'dispatch-held',
  text: `SELECT ticket.id, ticket.state, agent.id AS "agentId", agent.name AS agent, agent.active,
      availability.state AS availability, availability.since, ${ruleColumns}, ${workingTimeOf('agent.id')} AS time,
      clock_timestamp() AS now
    FROM ticket JOIN agent ON agent.id = ticket.assignee_id
      LEFT JOIN agent_availability availability ON availability.agent_id = agent.id
      JOIN ${ruleOfTicket} ON TRUE
    WHERE ($1::uuid IS NULL OR ticket.id = $1) AND (ticket.state = 'in_progress' OR (rule.return_waiting
        AND ticket.state IN ('awaiting_customer', 'awaiting_vendor', 'awaiting_intervention')))
      AND ((NOT agent.active AND rule.return_when_deactivated)
        OR (availability.state = 'offline' AND rule.return_after_offline_seconds IS NOT NULL)
        OR (availability.state = 'away' AND rule.return_after_away_seconds IS NOT NULL)
        OR rule.return_after_shift_seconds IS NOT NULL)
    ORDER BY ticket.number LIMIT 2000`,
};
