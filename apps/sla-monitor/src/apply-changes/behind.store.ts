import { run, selectClock, tellOf, unseen, type Database, type Statement, type Tx } from '#database';
import type { Channel, Clock, Clocks } from '#domain';
import type { Place } from './change.store.js';

/** A ticket of the walk, and whether its clocks go by older policies. */
export interface Passed {
  readonly id: string;
  readonly number: number;
  readonly behind: boolean;
}

/** A locked ticket and how much its clocks know. */
export interface BehindTicket extends Omit<Clocks, 'clocks'> {
  readonly id: string;
  readonly organisationId: string | null;
  readonly channel: Channel;
  readonly ticketVersion: number;
  /** When something last happened on it. */
  readonly updatedAt: Date;
  readonly now: Date;
}

export interface ClockOfTicket extends Clock {
  readonly ticketId: string;
}

/** The next tickets of the walk, without locking them. */
export const nextTickets = (database: Database, { state, number }: Place, change: number, most: number) =>
  database.read<Passed>(page, [state, number, most, change]);

/**
 * Locks those of these tickets that nobody else has, then their clocks: in that order, like everybody who holds both. What is
 * known of the clocks is read after the tickets are locked, for whoever had a ticket until now has just written it.
 */
export async function lockTickets(tx: Tx, ids: readonly string[]): Promise<BehindTicket[]> {
  const locked = await run<{ id: string }>(tx, lock, [ids]);
  return run<BehindTicket>(tx, readTickets, [locked.map(({ id }) => id)]);
}

export const lockOpenClocks = (tx: Tx, ids: readonly string[]): Promise<ClockOfTicket[]> =>
  run<ClockOfTicket>(tx, lockClocks, [ids]);

/** Writes clocks that were brought along, and by which change these tickets go now. */
export async function writeBrought(tx: Tx, ids: readonly string[], change: number, clocks: readonly Clock[]) {
  await run(tx, write, [
    ids,
    change,
    clocks.map(({ id }) => id),
    clocks.map(({ state }) => state),
    clocks.map(({ priority }) => priority),
    clocks.map(({ policyVersion }) => policyVersion),
    clocks.map(({ resumedAt }) => resumedAt),
    clocks.map(({ bankedMs }) => bankedMs),
    clocks.map(({ dueAt }) => dueAt),
    clocks.map(({ nextAlarmAt }) => nextAlarmAt),
    clocks.map(({ breachedAt }) => breachedAt),
    clocks.map(({ endedAt }) => endedAt),
  ]);
  await run(tx, writeDue, [ids]);
}

/** When the clocks of one ticket are due, by their ids. */
export async function dueTimes(tx: Tx, ticketId: string): Promise<Map<string, number | null>> {
  const rows = await run<{ id: string; dueAt: Date | null }>(tx, due, [ticketId]);
  return new Map(rows.map(({ id, dueAt }) => [id, dueAt?.getTime() ?? null]));
}

const these = `ANY (ARRAY(SELECT unnest(${unseen('$1::uuid[]')})))`;
const page: Statement = {
  name: 'behind-page',
  text: `SELECT ticket.id, ticket.number, coalesce(cursor.change < $4, false) AS behind
    FROM (SELECT id, number FROM ticket WHERE state = $1 AND number < $2
      ORDER BY number DESC LIMIT $3) ticket
      LEFT JOIN LATERAL (SELECT change FROM clock_cursor WHERE ticket_id = ticket.id LIMIT 1) cursor ON true
    ORDER BY ticket.number DESC`,
};
const lock: Statement = {
  name: 'behind-lock',
  text: `SELECT id FROM ticket WHERE id = ${these} FOR UPDATE SKIP LOCKED`,
};
const readTickets: Statement = {
  name: 'behind-tickets',
  text: `SELECT ticket.id, ticket.organisation_id AS "organisationId", ticket.channel, ticket.version AS "ticketVersion",
      ticket.updated_at AS "updatedAt", cursor.version, cursor.change, cursor.opened_at AS "openedAt", cursor.state,
      cursor.priority, cursor.entitlement, cursor.vendor_case_id AS "vendorCaseId", clock_timestamp() AS now
    FROM unnest(${unseen('$1::uuid[]')}) AS given (id)
      CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = given.id LIMIT 1) ticket
      CROSS JOIN LATERAL (SELECT * FROM clock_cursor WHERE ticket_id = given.id LIMIT 1) cursor`,
};
const lockClocks: Statement = {
  name: 'behind-clocks',
  text: `SELECT ${selectClock}, clock.ticket_id AS "ticketId" FROM clock WHERE ticket_id = ${these} AND ended_at IS NULL FOR UPDATE`,
};
const written = {
  id: 'uuid',
  state: 'text',
  priority: 'text',
  policy_version: 'integer',
  resumed_at: 'timestamptz',
  banked_ms: 'bigint',
  due_at: 'timestamptz',
  next_alarm_at: 'timestamptz',
  breached_at: 'timestamptz',
  ended_at: 'timestamptz',
};
const arrays = Object.values(written).map((type, index) => unseen(`$${index + 3}::${type}[]`));
const write: Statement = {
  name: 'behind-write',
  text: `WITH brought AS (
      UPDATE clock SET state = new.state, priority = new.priority, policy_version = new.policy_version,
        resumed_at = new.resumed_at, banked_ms = new.banked_ms, due_at = new.due_at, next_alarm_at = new.next_alarm_at,
        breached_at = new.breached_at, ended_at = new.ended_at
      FROM unnest(${arrays.join(', ')}) AS new (${Object.keys(written).join(', ')})
      WHERE clock.id = new.id RETURNING clock.ticket_id
    ), told AS (${tellOf('clocks-changed', 'array_agg(DISTINCT ticket_id)', 'FROM brought')})
    UPDATE clock_cursor SET change = $2 WHERE ticket_id = ${these}`,
};
const writeDue: Statement = {
  name: 'behind-write-due',
  text: `UPDATE ticket_due SET due_at = soonest.due_at
    FROM unnest(${unseen('$1::uuid[]')}) AS given (id)
      CROSS JOIN LATERAL (SELECT min(due_at) AS due_at FROM clock WHERE ticket_id = given.id AND state = 'running') soonest
    WHERE ticket_due.ticket_id = given.id AND ticket_due.due_at IS DISTINCT FROM soonest.due_at`,
};
const due: Statement = {
  name: 'behind-due',
  text: 'SELECT id, due_at AS "dueAt" FROM clock WHERE ticket_id = $1',
};
