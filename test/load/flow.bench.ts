import pg from 'pg';
import { redisProcess } from '../processes/redis.process.js';
import { serviceProcess, type ServiceName } from '../processes/service.process.js';
import { benchWorld, quantile, say } from './bench-world.js';

const PER_SECOND = 20;
const SECONDS = 15;
const WARM_UP = 40;

/** From the 201 to the moment the ticket waits in its tier (state queued, received by the tier's worker), on a quiet system. */
export async function flowBench(): Promise<void> {
  say(`201 -> waiting in the tier, ${PER_SECOND} tickets/s for ${SECONDS} s`);
  for (const backend of ['redis', 'postgres'] as const) await measure(backend);
}

async function measure(backend: 'redis' | 'postgres'): Promise<void> {
  const world = await benchWorld();
  const redis = backend === 'redis' ? await redisProcess(world.directory) : null;
  await redis?.process.start();
  const env = { DATABASE_URL: world.databaseUrl, REDIS_URL: redis?.url };
  const apps: ServiceName[] = ['intake', 'triage', 'tier-worker', 'sla-monitor', 'notifier'];
  const services = await Promise.all(apps.map((app) => serviceProcess(app, { directory: world.directory, env })));
  try {
    for (const { process } of services) await process.start();
    const answeredAt = await postAtARate(services[0]?.url ?? '', world.apiKey);
    const delays = await untilAllWait(world.databaseUrl, answeredAt);
    const ms = (q: number) => `${quantile(delays, q).toFixed(1)} ms`;
    say(`  ${backend.padEnd(9)} p50 ${ms(0.5)}  p99 ${ms(0.99)}  max ${ms(1)}  (n ${delays.length})`);
  } finally {
    for (const { process } of services) await process.stop();
    await redis?.process.stop();
    await world.stop();
  }
}

/** Posts evenly, whatever the answers take; id -> when its 201 was here. The first ones warm the services and do not count. */
async function postAtARate(url: string, apiKey: string): Promise<Map<string, number>> {
  const answeredAt = new Map<string, number>();
  const post = async (counted: boolean): Promise<void> => {
    const answer = await fetch(`${url}/api/v1/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ subject: 'No network', description: 'None.', requester: { email: 'flow@bench.test' } }),
    });
    const at = Date.now();
    if (answer.status !== 201) throw new Error(`POST answered ${answer.status}: ${await answer.text()}`);
    const { id } = (await answer.json()) as { id: string };
    if (counted) answeredAt.set(id, at);
  };
  const posts: Promise<void>[] = [];
  for (let index = 0; index < WARM_UP + PER_SECOND * SECONDS; index += 1) {
    posts.push(post(index >= WARM_UP));
    await new Promise((resolve) => setTimeout(resolve, 1_000 / PER_SECOND));
  }
  await Promise.all(posts);
  return answeredAt;
}

/** Both clocks are this machine's. */
async function untilAllWait(databaseUrl: string, answeredAt: ReadonlyMap<string, number>): Promise<number[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  for (const deadline = Date.now() + 60_000; ;) {
    const { rows } = await client.query<{ id: string; at: Date }>(
      `SELECT id, received_by_tier_at AS at FROM ticket WHERE state = 'queued' AND received_by_tier_at IS NOT NULL AND id = ANY($1)`,
      [[...answeredAt.keys()]],
    );
    if (rows.length === answeredAt.size) {
      await client.end();
      return rows.map(({ id, at }) => at.getTime() - (answeredAt.get(id) ?? 0));
    }
    if (Date.now() > deadline) throw new Error(`only ${rows.length} of ${answeredAt.size} tickets reached their tier`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
