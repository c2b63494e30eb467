import autocannon from 'autocannon';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '#testing';
import { Process } from '../processes/process.js';
import { redisProcess } from '../processes/redis.process.js';
import { serviceProcess } from '../processes/service.process.js';
import { benchWorld, median, say } from './bench-world.js';

const ROUNDS = 5;
const SECONDS = 5;
const CONNECTIONS = 64;

interface Contender {
  readonly name: string;
  readonly url: string;
  readonly process: Process;
  readonly perSecond: number[];
  readonly p99: number[];
}

/**
 * Durable POST /api/v1/tickets against the limits (see baseline.server.ts), in turns within one run. Ours authenticates, validates, honours a
 * fresh idempotency key per request, finds or makes the contact, and commits ticket, post, event and outbox rows before the 201.
 */
export async function intakeBench(): Promise<void> {
  const world = await benchWorld();
  const redis = await redisProcess(world.directory);
  await redis.process.start();
  const intake = await serviceProcess('intake', {
    directory: world.directory,
    env: { DATABASE_URL: world.databaseUrl, REDIS_URL: redis.url },
  });
  const contenders: Contender[] = [
    await limit('A', world.databaseUrl, world.directory),
    await limit('B', world.databaseUrl, world.directory),
    await limit('bare', world.databaseUrl, world.directory),
    { name: 'tierline', url: intake.url, process: intake.process, perSecond: [], p99: [] },
  ];
  try {
    for (const { process } of contenders) await process.start();
    for (const contender of contenders) await measure(contender, world.apiKey, 3); // warm-up, not counted
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const contender of contenders) {
        const result = await measure(contender, world.apiKey, SECONDS);
        contender.perSecond.push(result.perSecond);
        contender.p99.push(result.p99);
      }
    }
    report(contenders);
  } finally {
    for (const { process } of contenders) await process.stop();
    await redis.process.stop();
    await world.stop();
  }
}

async function limit(name: 'A' | 'B' | 'bare', databaseUrl: string, directory: string): Promise<Contender> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = new Process({
    name: `limit ${name}`,
    command: process.execPath,
    args: [join(import.meta.dirname, 'baseline.server.js')],
    env: { DATABASE_URL: databaseUrl, PORT: `${port}`, LIMIT: name },
    logFile: join(directory, `limit-${name}.log`),
    ready: async () => void (await fetch(`${url}/health/live`)),
  });
  return { name: `limit ${name}`, url, process: server, perSecond: [], p99: [] };
}

async function measure({ url, name }: Contender, apiKey: string, seconds: number) {
  const result = await autocannon({
    url: `${url}/api/v1/tickets`,
    connections: CONNECTIONS,
    duration: seconds,
    method: 'POST',
    requests: [
      {
        setupRequest: (request) => ({
          ...request,
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${apiKey}`,
            'idempotency-key': randomUUID(),
          },
          body: JSON.stringify({
            subject: 'Scanner loses its pairing',
            description: 'Since this morning the scanner pairs, works for a minute, and is gone again.',
            requester: { email: `someone-${Math.floor(Math.random() * 500)}@bench.test` },
          }),
        }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${name}: ${result.non2xx} answers were not 2xx, ${result.errors} requests broke off`);
  }
  return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99 };
}

function report(contenders: readonly Contender[]): void {
  const [limitA, limitB, bare, ours] = contenders as [Contender, Contender, Contender, Contender];
  say(`durable POST /api/v1/tickets, ${CONNECTIONS} connections, median of ${ROUNDS} × ${SECONDS} s in turns`);
  for (const { name, perSecond, p99 } of contenders) {
    const range = `${Math.round(Math.min(...perSecond))}-${Math.round(Math.max(...perSecond))}`;
    say(`  ${name.padEnd(10)} ${Math.round(median(perSecond))}/s (${range})  p99 ${median(p99)} ms`);
  }
  const ratios = (other: Contender) =>
    median(ours.perSecond.map((rate, round) => rate / (other.perSecond[round] ?? 1)));
  for (const limit of [limitA, limitB, bare]) say(`  tierline / ${limit.name}: ${ratios(limit).toFixed(2)}`);
}
