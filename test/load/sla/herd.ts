import type pg from 'pg';
import { id, seedTickets } from './seed.js';

/** Tickets of the herd are numbered from here on, beside the million. */
const FIRST = 10_000_001;
/** What is left of their promise when they go on. */
const LEFT_S = 10;

export interface Herd {
  readonly clocks: number;
  /** From one due time to the next. */
  readonly everyMs: number;
  /** From when all of them are written to the first due time. */
  readonly inSeconds: number;
}

/** Tickets for the largest herd, one for each of its clocks. */
export const seedHerd = (client: pg.Client, tickets: number): Promise<void> =>
  seedTickets(client, { from: FIRST, to: FIRST + tickets - 1, priority: 'P1' });

/** Clocks that have warned and are about to break, in place of the herd before; gives the last due time. */
export async function gather(client: pg.Client, { clocks, everyMs, inSeconds }: Herd): Promise<Date> {
  await client.query(`DELETE FROM clock WHERE priority = 'P1'`);
  // Not running yet: writing them takes a while, and they are all to be due after that.
  await client.query(
    `INSERT INTO clock (id, ticket_id, kind, state, priority, policy_version, started_at, banked_ms, rung)
     SELECT ${id('n')}, ${id('n')}, policy.kind, 'paused', 'P1', policy.id, now(), (target_seconds - $3::integer) * 1000, 90
     FROM generate_series($1::integer, $1 + $2::integer - 1) n, sla_policy_version policy
     WHERE policy.kind = 'resolution' AND priority = 'P1' AND until IS NULL AND entitlement IS NULL`,
    [FIRST, clocks, LEFT_S],
  );
  await client.query('VACUUM ANALYZE clock');
  await client.query('CHECKPOINT');
  await client.query(
    `WITH first AS MATERIALIZED (SELECT date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => $1) AS at),
      due AS (
        SELECT ${id('n')} AS id, first.at + n_th * $2 * interval '1 ms' AS at
        FROM first, generate_series($3::integer, $3 + $4::integer - 1) WITH ORDINALITY AS nth (n, n_th)
      )
     UPDATE clock SET state = 'running', resumed_at = due.at - make_interval(secs => $5), due_at = due.at, next_alarm_at = due.at
     FROM due WHERE clock.id = due.id`,
    [inSeconds, everyMs, FIRST, clocks, LEFT_S],
  );
  const { rows } = await client.query<{ at: Date }>(`SELECT max(due_at) AS at FROM clock WHERE priority = 'P1'`);
  return rows[0]!.at;
}

/** Waits until all of the herd have rung, the last of which is due then. */
export async function rung(client: pg.Client, last: Date): Promise<void> {
  for (const deadline = last.getTime() + 180_000; ;) {
    // Those that are beside them are due much later: so a look at the index will do, and disturbs nobody.
    const { rows } = await client.query(
      `SELECT FROM clock WHERE state = 'running' AND next_alarm_at <= $1 ORDER BY next_alarm_at LIMIT 1`,
      [last],
    );
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error('Some alarms did not ring.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/**
 * How many milliseconds after its due time the ring of each was committed, by PostgreSQL's own commit times. Throws when one
 * rang early, twice or not at all.
 */
export async function lateness(client: pg.Client): Promise<number[]> {
  const said = await client.query<{ messages: number; clocks: number }>(
    `SELECT count(*)::int AS messages, count(DISTINCT data->>'clockId')::int AS clocks FROM outbox WHERE message = 'sla.breached'`,
  );
  const { rows } = await client.query<{ ms: number }>(
    `SELECT (extract(epoch FROM pg_xact_commit_timestamp(xmin) - due_at) * 1000)::float8 AS ms FROM clock WHERE priority = 'P1'`,
  );
  const { messages, clocks } = said.rows[0]!;
  if (messages !== rows.length || clocks !== rows.length)
    throw new Error(`${rows.length} alarms rang, and ${messages} were said, of ${clocks} clocks.`);
  const early = rows.filter(({ ms }) => ms < 0);
  if (early.length > 0) throw new Error(`${early.length} alarms rang early.`);
  return rows.map(({ ms }) => ms);
}
