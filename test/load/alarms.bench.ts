import pg from 'pg';
import { redisProcess } from '../processes/redis.process.js';
import { serviceProcess } from '../processes/service.process.js';
import { benchWorld, quantile, say } from './bench-world.js';

const HERD = 50_000;
const STEADY = 2_000;
const STEADY_EVERY_MS = 10;
const OPEN = 1_000_000;

/**
 * How late alarms are, from the moment they are due to the commit of what they did (PostgreSQL's own commit times), with the
 * messages published to Redis and nobody to take them; and what open clocks weigh.
 */
export async function alarmsBench(): Promise<void> {
  for (const monitors of [1, 2]) await lateness(monitors);
  await weight();
}

async function lateness(monitors: number): Promise<void> {
  const world = await benchWorld({ settings: { track_commit_timestamp: 'on' } });
  const redis = await redisProcess(world.directory);
  await redis?.process.start();
  const env = { DATABASE_URL: world.databaseUrl, REDIS_URL: redis?.url };
  const names = Array.from({ length: monitors }, (_, index) => `sla-monitor-${index + 1}`);
  const services = await Promise.all(
    names.map((name) => serviceProcess('sla-monitor', { name, directory: world.directory, env })),
  );
  const client = new pg.Client(world.databaseUrl);
  await client.connect();
  try {
    for (const { process } of services) await process.start();
    const who = `${monitors} ${monitors === 1 ? 'monitor' : 'monitors'}`;
    await openTickets(client);
    // The first ones warm the services and do not count.
    await seed(client, { clocks: 2_000, everyMs: 0, inSeconds: 1 });
    await rung(client);
    await seed(client, { clocks: HERD, everyMs: 0, inSeconds: 5 });
    report(`${HERD} due at one instant, ${who}`, await rung(client));
    await seed(client, { clocks: STEADY, everyMs: STEADY_EVERY_MS, inSeconds: 2 });
    report(`one every ${STEADY_EVERY_MS} ms, ${who}`, await rung(client));
  } finally {
    await client.end();
    for (const { process } of services) await process.stop();
    await redis?.process.stop();
    await world.stop();
  }
}

interface Herd {
  readonly clocks: number;
  /** From one due time to the next. */
  readonly everyMs: number;
  /** From when all of them are written to the first due time. */
  readonly inSeconds: number;
}

/** As many tickets as the largest herd needs. */
async function openTickets(client: pg.Client): Promise<void> {
  await client.query(`INSERT INTO contact (id, email) VALUES (gen_random_uuid(), 'herd@bench.test')`);
  await client.query(
    `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, tier, created_at, updated_at)
     SELECT gen_random_uuid(), n, 'queued', 3, 'No network', contact.id, 'api', 'bench', 'high', 'high', 1, now(), now()
     FROM generate_series(1, $1::integer) n, contact`,
    [HERD],
  );
  await client.query(
    `INSERT INTO clock_cursor (ticket_id, version, opened_at, priority) SELECT id, 3, now(), 'P1' FROM ticket`,
  );
}

/** Running clocks, each on a ticket of its own whose events they have all seen. */
async function seed(client: pg.Client, { clocks, everyMs, inSeconds }: Herd): Promise<void> {
  await client.query('TRUNCATE clock, outbox');
  // Not running yet: writing them takes a while, and they are all to be due after that.
  await client.query(
    `INSERT INTO clock (id, ticket_id, kind, tier, state, priority, target_seconds, on_breach, even_if_held, warn_at, warn, started_at)
     SELECT gen_random_uuid(), id, 'tier', 1, 'paused', 'P1', 10, 'escalate', false, '', 'assignee', now() FROM ticket WHERE number <= $1`,
    [clocks],
  );
  await client.query('ANALYZE ticket, clock, clock_cursor');
  await client.query(
    `WITH nth AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM clock),
      due AS (SELECT id, date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => $1 + n * $2 / 1000.0) AS at FROM nth, (SELECT clock_timestamp()) AS moment)
     UPDATE clock SET state = 'running', resumed_at = due.at - interval '10 seconds', due_at = due.at, next_alarm_at = due.at
     FROM due WHERE clock.id = due.id`,
    [inSeconds, everyMs],
  );
}

/** Waits until all have rung: how many milliseconds after its due time the ring of each was committed. */
async function rung(client: pg.Client): Promise<number[]> {
  for (const deadline = Date.now() + 180_000; ;) {
    const { rows } = await client.query<{ left: number }>(
      'SELECT 1 AS left FROM clock WHERE next_alarm_at IS NOT NULL LIMIT 1',
    );
    if (rows.length === 0) break;
    if (Date.now() > deadline) throw new Error('Some alarms did not ring.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const said = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM outbox WHERE message = 'sla.breached'`,
  );
  const { rows } = await client.query<{ ms: number }>(
    `SELECT (extract(epoch FROM pg_xact_commit_timestamp(xmin) - due_at) * 1000)::float8 AS ms FROM clock`,
  );
  if (said.rows[0]?.n !== rows.length) throw new Error(`${rows.length} alarms rang, and ${said.rows[0]?.n} were said.`);
  const early = rows.filter(({ ms }) => ms < 0);
  if (early.length > 0) throw new Error(`${early.length} alarms rang early.`);
  return rows.map(({ ms }) => ms);
}

const report = (what: string, late: readonly number[]): void =>
  say(
    `  ${what}: late p50 ${quantile(late, 0.5).toFixed(0)} ms  p99 ${quantile(late, 0.99).toFixed(0)} ms  max ${quantile(late, 1).toFixed(0)} ms  (n ${late.length}, none early, none twice)`,
  );

/** Three clocks a ticket, with ids in the order of time as ours are, as they stand after they were started. */
async function weight(): Promise<void> {
  const world = await benchWorld();
  const client = new pg.Client(world.databaseUrl);
  await client.connect();
  try {
    // No tickets: they would only be there to be referred to.
    await client.query('SET session_replication_role = replica');
    const inOrder = (n: string) =>
      `(lpad(to_hex(1790000000000 + ${n}), 12, '0') || substr(md5((${n})::text), 13))::uuid`;
    await client.query(
      `INSERT INTO clock (id, ticket_id, kind, tier, state, priority, target_seconds, on_breach, even_if_held, warn_at, warn,
         started_at, resumed_at, due_at, next_alarm_at)
       SELECT ${inOrder('n')}, ${inOrder('n / 3')}, (ARRAY['resolution', 'first_response', 'tier'])[n % 3 + 1],
         CASE WHEN n % 3 = 2 THEN 1 END, 'running', 'P3', 86400, 'escalate', false, '50,75,90', 'assignee',
         at, at, at + interval '1 day', at + (ARRAY[12, 2, 4])[n % 3 + 1] * interval '1 hour'
       FROM generate_series(0, $1::integer - 1) n, LATERAL (SELECT now() + n * interval '0.1 s' AS at) AS started`,
      [OPEN],
    );
    const { rows } = await client.query<{ rows: number; indexes: number }>(
      `SELECT pg_table_size('clock') AS rows, pg_indexes_size('clock') AS indexes`,
    );
    const { rows: table, indexes } = { rows: Number(rows[0]?.rows), indexes: Number(rows[0]?.indexes) };
    const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
    say(`  ${OPEN} open clocks: ${mb(table + indexes)} (rows ${mb(table)}, indexes ${mb(indexes)})`);
  } finally {
    await client.end();
    await world.stop();
  }
}
