import { TicketOpened } from '#contracts';
import { createDataSource, Database, EmbeddedPostgres, migrate, newId } from '#database';
import { DeadLetters, migrateQueues } from '#messaging';
import { backends, eventually, queuesQuiet, scratchDirectory, testRedis, type TestRedis } from '#testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { act, createEffects, say, timesActed } from './effects.js';
import { startService, type Service, type Work } from './service.js';
import { kill, startWorker } from './workers.js';

/** OUTAGE_SECONDS=20 is the real thing. */
const outageMs = Number(process.env.OUTAGE_SECONDS ?? 5) * 1_000;
const everyMs = 20;

interface Load {
  /** Whose transaction was answered as committed, and whose was not. */
  readonly said: string[];
  readonly refused: string[];
  longestMs: number;
  stop(): Promise<void>;
}

/** Requests that say a message, one every 20 ms, each answered before the test looks at it. */
function load({ database, outbox }: Service): Load {
  const stopped = new AbortController();
  const requests: Promise<void>[] = [];
  const result: Load = {
    said: [],
    refused: [],
    longestMs: 0,
    stop: async () => {
      stopped.abort();
      await running;
      await Promise.all(requests);
    },
  };
  const request = async (): Promise<void> => {
    const ticketId = newId();
    const began = performance.now();
    try {
      await database.transaction((tx) => outbox.add(tx, TicketOpened, { ticketId, version: 1 }));
      result.said.push(ticketId);
    } catch {
      result.refused.push(ticketId);
    }
    result.longestMs = Math.max(result.longestMs, performance.now() - began);
  };
  const running = (async () => {
    while (!stopped.signal.aborted) {
      requests.push(request());
      await setTimeout(everyMs);
    }
  })();
  return result;
}

describe.each(backends())('outages on %s', (kind) => {
  let folder: string;
  let server: EmbeddedPostgres;
  let url: string;
  let database: Database;
  let redis: TestRedis | null = null;

  beforeAll(async () => {
    folder = await scratchDirectory('outage');
    server = new EmbeddedPostgres({ dataDir: folder, log: () => undefined, durable: false });
    ({ url } = await server.start());
    const dataSource = await createDataSource({ url, poolSize: 3, applicationName: 'test' }).initialize();
    await migrate(dataSource);
    await migrateQueues(url);
    database = new Database(dataSource);
    await createEffects(database);
    if (kind === 'redis') redis = await testRedis();
  }, 60_000);
  afterAll(async () => {
    await redis?.stop();
    await database.dataSource.destroy();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const underLoad = async (outage: () => Promise<void>): Promise<Load> => {
    const service = await startService({
      databaseUrl: url,
      redisUrl: redis?.url,
      work: async (tx, ticketId) => void (await act(tx, ticketId)),
      // One attempt: an outage that were counted would show as a dead letter at once.
      settings: { attempts: 1, lockMs: 3_000 },
    });
    try {
      const requests = load(service);
      await setTimeout(500);
      await outage();
      await setTimeout(500);
      await requests.stop();
      await queuesQuiet(database, { withinMs: 60_000 });
      expect((await service.app.get(DeadLetters).list({ limit: 5 })).items).toEqual([]);
      expect(await timesActed(database, requests.said)).toEqual(requests.said.map(() => 1));
      expect((await timesActed(database, requests.refused)).filter((times) => times > 1)).toEqual([]);
      return requests;
    } finally {
      await service.stop();
    }
  };

  test(
    'without PostgreSQL for a while, under load, no message dies, none is lost and no request hangs',
    async () => {
      const requests = await underLoad(async () => {
        await server.stop();
        await setTimeout(outageMs);
        await server.start();
      });
      expect(requests.refused.length).toBeGreaterThan(0);
      // 10 s is the pool's own patience.
      expect(requests.longestMs).toBeLessThan(11_000);
    },
    outageMs + 90_000,
  );

  if (kind !== 'redis') return;
  test(
    'without Redis for a while, under load, no message dies, none is lost and every request is answered as always',
    async () => {
      const requests = await underLoad(async () => {
        await redis?.kill();
        await setTimeout(outageMs);
        await redis?.restart();
      });
      expect(requests.refused).toEqual([]);
      expect(requests.longestMs).toBeLessThan(2_000);
    },
    outageMs + 90_000,
  );

  test('a service that starts without Redis serves as soon as it is there', async () => {
    await redis?.kill();
    const work: Work = async (tx, ticketId) => void (await act(tx, ticketId));
    const service = await startService({ databaseUrl: url, redisUrl: redis?.url, work });
    const ids = await say(service.database, service.outbox, 3);
    await redis?.restart();
    await queuesQuiet(database);
    expect(await timesActed(database, ids)).toEqual([1, 1, 1]);
    await service.stop();
  });

  test('a service stops although Redis is away, and the message in its hands is done', async () => {
    let begun = 0;
    const finish = new AbortController();
    const work: Work = async (tx, ticketId) => {
      begun++;
      await once(finish.signal, 'abort');
      await act(tx, ticketId);
    };
    const service = await startService({ databaseUrl: url, redisUrl: redis?.url, work });
    const ids = await say(service.database, service.outbox);
    await eventually(() => begun === 1);
    await redis?.kill();
    const stopped = service.stop();
    finish.abort();
    await stopped;
    expect(await timesActed(database, ids)).toEqual([1]);
    await redis?.restart();
  });

  test('a process that stopped although Redis is away ends by itself: nothing it left behind keeps it', async () => {
    const worker = await startWorker({ DATABASE_URL: url, REDIS_URL: redis?.url });
    try {
      await redis?.kill();
      worker.send('stop');
      expect(await once(worker, 'exit', { signal: AbortSignal.timeout(25_000) })).toEqual([0, null]);
    } finally {
      await kill(worker);
      await redis?.restart();
    }
  });
});
