import type pg from 'pg';

/** The calendar of the policies that the running clocks go by. It is always open at first, so what is due is easily said. */
export const CALENDAR = 'bench';

/** What has to be there once: a customer, and hours for the promises of tickets of the lowest priority. */
export async function seedPromises(client: pg.Client): Promise<void> {
  await client.query(`INSERT INTO contact (id, email) VALUES (gen_random_uuid(), 'customer@bench.test')`);
  await client.query(
    `WITH made AS (INSERT INTO calendar_version (spec) VALUES ('{"timezone": "Europe/Berlin", "always": true}') RETURNING id)
     INSERT INTO calendar (code, name, version) SELECT $1, 'Hours of the bench', id FROM made`,
    [CALENDAR],
  );
  await client.query(
    `UPDATE sla_policy_version SET calendar = code, calendar_version = version FROM calendar
     WHERE code = $1 AND priority = 'P5' AND until IS NULL`,
    [CALENDAR],
  );
}

/**
 * So many running clocks, three to a ticket, started within the last hours, each ringing for the first time hours from now; in
 * place of all tickets there were. Ids are in the order of time, as ours are.
 */
export async function seedRunning(client: pg.Client, clocks: number): Promise<void> {
  const tickets = Math.ceil(clocks / KINDS.length);
  await unchecked(client, async () => {
    await client.query('TRUNCATE ticket, outbox CASCADE');
    await seedTickets(client, { from: 1, to: tickets, priority: 'P5' });
    await client.query(
      `INSERT INTO clock (id, ticket_id, kind, tier, state, priority, policy_version, started_at, resumed_at, due_at, next_alarm_at)
       SELECT ${id(`3 * n + nth`)}, ${id('n')}, promise.kind, CASE promise.kind WHEN 'tier' THEN 1 END, 'running', 'P5',
         promise.version, at, at, at + target, at + target * first
       FROM generate_series(1, $1::integer) n, ${started('$1')},
         (SELECT kind, id AS version, row_number() OVER (ORDER BY id) AS nth, make_interval(secs => target_seconds) AS target,
            (thresholds->0->>'percent')::float8 / 100 AS first
          FROM sla_policy_version WHERE priority = 'P5' AND kind = ANY ($2) AND until IS NULL AND entitlement IS NULL) promise
       WHERE 3 * (n - 1) + nth <= $3::integer`,
      [tickets, KINDS, clocks],
    );
  });
  await client.query('VACUUM ANALYZE ticket, clock, clock_cursor');
  await client.query('CHECKPOINT');
}

/** So many clocks that have ended over the last 90 days, a tenth of them broken, of all priorities and twenty teams; in place of all tickets. */
export async function seedEnded(client: pg.Client, clocks: number): Promise<void> {
  const tickets = Math.ceil(clocks / KINDS.length);
  await unchecked(client, async () => {
    await client.query('TRUNCATE ticket, outbox CASCADE');
    await seedTickets(client, { from: 1, to: tickets, priority: 'P5' });
    await client.query(
      `INSERT INTO team (id, name, tier) SELECT ${id('n')}, 'Team ' || n, 1 FROM generate_series(1, 20) n`,
    );
    await client.query(
      `INSERT INTO clock (id, ticket_id, kind, tier, owner_id, state, priority, policy_version, started_at, banked_ms, due_at, rung,
         breached_at, ended_at)
       SELECT ${id('3 * n + nth')}, ${id('n')}, promise.kind, CASE promise.kind WHEN 'tier' THEN 1 END,
         CASE promise.kind WHEN 'tier' THEN ${id('1 + n % 20')} END, 'met', priority, promise.version, at - target / 2,
         extract(epoch FROM target) * 500, due_at, CASE WHEN is_late THEN 100 ELSE 50 END, CASE WHEN is_late THEN due_at END, at
       FROM generate_series(1, $1::integer) n,
         LATERAL (SELECT date_trunc('milliseconds', now() - interval '90 d' * (1 - n / $1::float8)) AS at, n % 10 = 0 AS is_late) ended,
         (SELECT kind, priority, id AS version, row_number() OVER (PARTITION BY priority ORDER BY id) AS nth,
            make_interval(secs => target_seconds) AS target
          FROM sla_policy_version WHERE kind = ANY ($2) AND until IS NULL AND entitlement IS NULL) promise,
         LATERAL (SELECT CASE WHEN is_late THEN at - target / 4 ELSE at + target / 2 END AS due_at) due
       WHERE priority = 'P' || 1 + n % 5`,
      [tickets, KINDS],
    );
  });
  await client.query('VACUUM ANALYZE ticket, clock, clock_cursor');
  await client.query('CHECKPOINT');
}

export const KINDS: readonly string[] = ['first_response', 'resolution', 'tier'];

/** Tickets that wait at the first tier, whose clocks have seen all of their log and all changes of policies. */
export async function seedTickets(
  client: pg.Client,
  { from, to, priority }: { readonly from: number; readonly to: number; readonly priority: string },
): Promise<void> {
  await client.query(
    `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, priority, tier,
       queued_at, created_at, updated_at)
     SELECT ${id('n')}, n, 'queued', 3, 'No network', contact.id, 'api', 'bench', 'low', 'low', $3, 1, at, at, at
     FROM generate_series($1::integer, $2::integer) n, contact, ${started('$2')}`,
    [from, to, priority],
  );
  await client.query(
    `INSERT INTO clock_cursor (ticket_id, version, opened_at, state, priority, change)
     SELECT id, version, created_at, state, priority, (SELECT max(id) FROM sla_change) FROM ticket WHERE number BETWEEN $1 AND $2`,
    [from, to],
  );
}

/** The id of the nth row, a UUIDv7. */
export const id = (n: string): string =>
  `(lpad(to_hex(1790000000000 + ${n}), 12, '0') || '7' || substr(md5((${n})::text), 1, 3) || '8' || substr(md5((${n})::text), 4, 15))::uuid`;

/** One after the other over the last six hours: the last of so many just now. */
const started = (count: string): string =>
  `LATERAL (SELECT date_trunc('milliseconds', now() - interval '6 h' * (1 - n / ${count}::float8)) AS at) started`;

/** Without looking up what each row refers to, for it is all there, and in spite of logs that are never shortened. */
async function unchecked(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('SET session_replication_role = replica');
  await work();
  await client.query('RESET session_replication_role');
}
