// oxlint-disable-next-line no-restricted-imports -- what is compared with are its own delayed jobs
import { Queue, Worker } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { spread, type Figures } from './figures.js';
import { gather } from './herd.js';
import { sizes } from './sizes.js';
import type { SlaWorld } from './sla-world.js';
import { redisMemory } from './weight.js';

const QUEUE = 'alarms';
const CONCURRENCY = 64;
const CONNECTIONS = 16;
const AT_ONCE = 5_000;
/** How long the jobs wait at least: adding them takes a while. */
const WAIT_S = 3 + sizes.herd / 5_000;

/** The same alarms as delayed jobs in Redis: what each weighs. */
export async function weightOfJobs(figures: Figures, world: SlaWorld): Promise<void> {
  await world.sweepUp();
  const before = await redisMemory(world);
  const queue = await delayed(world, sizes.delayedJobs, new Date(Date.now() + 86_400_000));
  const bytes = ((await redisMemory(world)) - before) / sizes.delayedJobs;
  await queue.close();
  figures.add(`  BullMQ: ${sizes.delayedJobs} delayed jobs for the same, each`, `${bytes.toFixed(0)} bytes of Redis`);
}

/** How late delayed jobs of one instant are: one that writes the breach in a transaction, and one that does nothing at all. */
export async function herdOfJobs(figures: Figures, world: SlaWorld): Promise<void> {
  const what = `  BullMQ: ${sizes.herd} delayed jobs, one worker of ${CONCURRENCY}`;
  const told = ({ late, cpu }: Worked) => `${spread(late, 'ms')}, ${cpu.toFixed(0)} µs of CPU each`;
  figures.add(`${what}, each writes its breach`, told(await ofWriters(world)));
  figures.add(`${what}, none does anything`, told(await ofIdlers(world)));
}

interface Worked {
  readonly late: readonly number[];
  /** Microseconds of everybody's CPU for each. */
  readonly cpu: number;
}

async function ofWriters(world: SlaWorld): Promise<Worked> {
  await world.monitors(0);
  await world.sweepUp();
  const pool = new pg.Pool({ connectionString: world.databaseUrl, max: CONNECTIONS });
  const due = await gather(world.client, { clocks: sizes.herd, everyMs: 0, inSeconds: WAIT_S });
  const { rows } = await world.client.query<{ id: string }>(`SELECT id FROM clock WHERE priority = 'P1'`);
  const ids = rows.map((row) => row.id);
  const cpu = await working(
    world,
    due,
    ids,
    async (clockId) => void (await pool.query({ ...writeBreach, values: [clockId] })),
  );
  const late = await world.client.query<{ ms: number }>(
    `SELECT (extract(epoch FROM pg_xact_commit_timestamp(xmin) - due_at) * 1000)::float8 AS ms
     FROM clock WHERE priority = 'P1' AND breached_at IS NOT NULL`,
  );
  await pool.end();
  if (late.rows.length !== ids.length) throw new Error(`${late.rows.length} of ${ids.length} jobs wrote their breach.`);
  return { late: late.rows.map(({ ms }) => ms), cpu };
}

async function ofIdlers(world: SlaWorld): Promise<Worked> {
  await world.sweepUp();
  const due = new Date(Date.now() + WAIT_S * 1_000);
  const ids = Array.from({ length: sizes.herd }, (_, index) => `${index}`);
  const late: number[] = [];
  const cpu = await working(world, due, ids, () => {
    late.push(Date.now() - due.getTime());
    return Promise.resolve();
  });
  return { late, cpu };
}

/** Has one worker do a job for each id, all due at the same time; resolves when all are done, with the CPU of each. */
async function working(
  world: SlaWorld,
  due: Date,
  ids: readonly string[],
  work: (id: string) => Promise<void>,
): Promise<number> {
  let done = 0;
  const queue = await delayed(world, ids.length, due, ids);
  const before = await world.cpu();
  if (new Date() > due) throw new Error('Adding the jobs took longer than they were to wait.');
  const worker = new Worker<{ clockId: string }>(
    QUEUE,
    async ({ data }) => {
      await work(data.clockId);
      done += 1;
    },
    { connection: { url: world.redis.url, maxRetriesPerRequest: null }, concurrency: CONCURRENCY },
  );
  worker.on('error', () => undefined);
  const deadline = due.getTime() + 120_000;
  while (done < ids.length && Date.now() < deadline) await pause(50);
  const cpu = ((await world.cpu()) - before) * (1_000 / ids.length);
  await worker.close();
  await queue.close();
  if (done < ids.length) throw new Error(`Only ${done} of ${ids.length} jobs were done.`);
  return cpu;
}

async function delayed({ redis }: SlaWorld, count: number, due: Date, ids?: readonly string[]): Promise<Queue> {
  const queue = new Queue(QUEUE, {
    connection: { url: redis.url },
    defaultJobOptions: { removeOnComplete: true },
  });
  for (let from = 0; from < count; from += AT_ONCE) {
    const timestamp = Date.now();
    const opts = { timestamp, delay: due.getTime() - timestamp };
    const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => ({
      name: 'alarm',
      data: { clockId: ids?.[from + index] ?? `0194f3a2-0000-7000-8000-${`${from + index}`.padStart(12, '0')}` },
      opts,
    }));
    await queue.addBulk(some);
  }
  return queue;
}

/** What an alarm writes: the clock, and the message that says so. */
const writeBreach = {
  name: 'bench-breach',
  text: `WITH rang AS (
      UPDATE clock SET rung = 100, next_alarm_at = NULL, breached_at = due_at WHERE id = $1 AND state = 'running' AND rung < 100
      RETURNING id, ticket_id, due_at
    )
    INSERT INTO outbox (id, queue, message, data, correlation_id, next_sweep_at)
    SELECT gen_random_uuid(), 'tier-1', 'sla.breached', jsonb_build_object('clockId', id, 'ticketId', ticket_id, 'dueAt', due_at,
      'kind', 'resolution', 'tier', 1, 'percent', 100, 'onBreach', 'escalate', 'notify', 'leads'), id::text, now() + interval '10 s'
    FROM rang`,
};
