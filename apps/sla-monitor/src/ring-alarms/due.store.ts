import {
  clockColumns,
  insertMessages,
  messagesOf,
  run,
  tellOf,
  unseen,
  type Database,
  type Statement,
  type Tx,
} from '#database';
import type { Clock, Ring, Ringing } from '#domain';
import { writtenInstant } from '../clocks/written-instant.js';

/** A clock whose alarm is due, locked, with the ticket as it is: no more of it than ringing needs, for there may be many. */
export interface DueClock extends Ringing, Pick<Clock, 'id' | 'kind' | 'tier' | 'policyVersion'> {
  readonly ticketId: string;
  readonly version: number;
  readonly ticketTier: number | null;
  /** The database's time at which it was found due. */
  readonly now: Date;
  /** Whether more has happened on the ticket, or to the policies, than its clocks know. */
  readonly behind: boolean;
}

/** Locks clocks only, and waits for none: whoever holds a ticket and wants its clocks cannot meet us in a deadlock. */
export const lockDue = (tx: Tx, most: number, without: readonly string[]): Promise<DueClock[]> =>
  run<DueClock>(tx, lockMany, [most, without]);

export const lockIfDue = (tx: Tx, clockId: string): Promise<DueClock[]> => run<DueClock>(tx, lockOne, [clockId]);

/** Clocks that are due, without locking them. */
export const listDue = (
  database: Database,
  most: number,
  without: readonly string[],
): Promise<{ id: string; ticketId: string }[]> => database.read(list, [most, without]);

/** Writes what rang, and the messages that say so (outbox rows as JSON), in one statement. */
export async function writeRings(tx: Tx, rang: readonly (Ring & { readonly id: string })[], rows: string) {
  await run(tx, write, [
    array(rang.map(({ id }) => id)),
    array(rang.map(({ rung }) => rung)),
    array(rang.map(({ nextAlarmAt }) => nextAlarmAt && writtenInstant(nextAlarmAt))),
    array(rang.map(({ breachedAt }) => breachedAt && writtenInstant(breachedAt))),
    rows,
  ]);
}

/** An array as PostgreSQL reads it, of values that need no quotes: pg would look through each for some, and write instants by local time. */
const array = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join()}}`;

/** Milliseconds until the next alarm by the database's time, negative when it is due; null when none is ahead. */
export async function untilNextAlarm(database: Database, without: readonly string[]): Promise<number | null> {
  return (await database.read<{ ms: number | null }>(next, [without]))[0]?.ms ?? null;
}

const moment = `moment AS MATERIALIZED (SELECT date_trunc('milliseconds', clock_timestamp()) AS at)`;
/* Strictly after: at the very millisecond of the target a promise is still kept. */
const isDue = `state = 'running' AND next_alarm_at < (SELECT at FROM moment)`;

/*
 * First the due ones alone, then one probe for each: so the plan is a walk along the index of alarms however many clocks,
 * tickets and due alarms there are. A plain join is planned for a tenth of all clocks and reads every ticket for every batch.
 */
const columns = [
  'id',
  'kind',
  'tier',
  'policyVersion',
  'startedAt',
  'resumedAt',
  'bankedMs',
  'dueAt',
  'rung',
  'breachedAt',
] as const;
const selectDue = columns.map((property) => `clock.${clockColumns[property][0]} AS "${property}"`).join(', ');
const lock = (name: string, which: string): Statement => ({
  name,
  text: `WITH ${moment}, due AS MATERIALIZED (
      SELECT * FROM clock WHERE ${isDue} AND ${which} FOR UPDATE SKIP LOCKED
    )
    SELECT ${selectDue}, clock.ticket_id AS "ticketId", ticket.version, ticket.tier AS "ticketTier", moment.at AS now,
      coalesce(cursor.version < ticket.version OR cursor.change < latest.change, false) AS behind
    FROM due clock CROSS JOIN moment CROSS JOIN (SELECT max(id) AS change FROM sla_change) latest
      CROSS JOIN LATERAL (SELECT version, tier FROM ticket WHERE id = clock.ticket_id LIMIT 1) ticket
      LEFT JOIN LATERAL (SELECT version, change FROM clock_cursor WHERE ticket_id = clock.ticket_id LIMIT 1) cursor ON true`,
});
const lockMany = lock('alarm-lock', `ticket_id <> ALL ($2::uuid[]) ORDER BY next_alarm_at LIMIT $1`);
const lockOne = lock('alarm-lock-one', `id = $1`);
const list: Statement = {
  name: 'alarm-list',
  text: `WITH ${moment} SELECT id, ticket_id AS "ticketId" FROM clock
    WHERE ${isDue} AND ticket_id <> ALL ($2::uuid[]) ORDER BY next_alarm_at LIMIT $1`,
};
const write: Statement = {
  name: 'alarm-write',
  text: `WITH rang AS (
      UPDATE clock SET rung = ring.rung, next_alarm_at = ring.next_alarm_at, breached_at = ring.breached_at
      FROM unnest(${unseen('$1::uuid[]')}, ${unseen('$2::smallint[]')}, ${unseen('$3::timestamptz[]')},
        ${unseen('$4::timestamptz[]')}) AS ring (id, rung, next_alarm_at, breached_at)
      WHERE clock.id = ring.id RETURNING clock.ticket_id
    ), told AS (${tellOf('clocks-changed', 'array_agg(DISTINCT ticket_id)', 'FROM rang')})
    ${insertMessages(messagesOf('$5'))}`,
};
const next: Statement = {
  name: 'alarm-next',
  text: `SELECT (extract(epoch FROM min(next_alarm_at) - clock_timestamp()) * 1000)::float8 AS ms
    FROM clock WHERE state = 'running' AND next_alarm_at IS NOT NULL AND ticket_id <> ALL ($1::uuid[])`,
};
