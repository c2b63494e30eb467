import { newId } from '#database';
import { TicketOpened } from '#contracts';
import {
  backends,
  eventually,
  queuesQuiet,
  testDatabase,
  testRedis,
  type TestDatabase,
  type TestRedis,
} from '#testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import type { ChildProcess } from 'node:child_process';
import { Backend } from '../src/backend.js';
import { Sweeper } from '../src/sweeper.js';
import { act, createEffects, insertRows, outboxRows, say, timesActed } from './effects.js';
import { startService, type Service, type ServiceOptions } from './service.js';
import { kill, startWorker } from './workers.js';

/** BACKLOG=100000 is the real thing. */
const size = Number(process.env.BACKLOG ?? 20_000);

describe.each(backends())('lost queues on %s', (kind) => {
  let db: TestDatabase;
  let redis: TestRedis | null = null;
  const services: Service[] = [];

  beforeAll(async () => {
    db = await testDatabase();
    if (kind === 'redis') redis = await testRedis();
    await createEffects(db.database);
    await db.database.read({ name: 'test_begun', text: 'CREATE TABLE begun (pid integer)' });
  });
  afterAll(async () => {
    await redis?.stop();
    await db.close();
  });
  afterEach(async () => {
    await Promise.all(services.splice(0).map((service) => service.stop()));
    await db.database.read({ name: 'test_clear', text: 'TRUNCATE outbox, effect, begun' });
  });

  const start = async (options: Partial<ServiceOptions>): Promise<Service> => {
    const service = await startService({ databaseUrl: db.url, redisUrl: redis?.url, ...options });
    services.push(service);
    return service;
  };

  /** What a FLUSHALL is to Redis. */
  const emptyQueues = async (): Promise<void> => {
    if (redis) return redis.flushAll();
    await db.database.read({ name: 'test_empty', text: 'TRUNCATE bullmq.job, bullmq.meta CASCADE' });
  };

  const waiting = async (): Promise<number> => {
    if (!redis) {
      const [row] = await db.database.read<{ count: number }>({
        name: 'test_waiting_jobs',
        text: 'SELECT count(*)::int FROM bullmq.job',
      });
      return row?.count ?? 0;
    }
    const client = new Redis(redis.url);
    const length = await client.llen('{tierline}:triage:wait');
    client.disconnect();
    return length;
  };

  test('queues emptied in mid-flow, also under running handlers, lose nothing and double nothing', async () => {
    let handled = 0;
    const service = await start({
      work: async (tx, ticketId) => {
        await act(tx, ticketId);
        await tx.query('SELECT pg_sleep(0.005)');
        handled++;
      },
    });
    const ids = await say(service.database, service.outbox, 300);
    await eventually(() => handled > 30);
    await emptyQueues();
    ids.push(...(await say(service.database, service.outbox, 300)));
    await eventually(() => handled > 200);
    await emptyQueues();
    await queuesQuiet(db.database);
    expect(await timesActed(db.database, ids)).toEqual(ids.map(() => 1));
  });

  test('a large backlog comes back after the queues were emptied, and is not added again while it waits', async () => {
    const { app, outbox, database } = await start({ consumes: false });
    await app.get(Sweeper).stop();
    const sweeper = new Sweeper(database, app.get(Backend));
    const older = outbox.rows(TicketOpened, { ticketId: newId(), version: 1 });
    const rows = Array.from({ length: size }, () =>
      outbox.rows(TicketOpened, { ticketId: newId(), version: 1 }),
    ).flat();
    await insertRows(database, rows, 'now()');
    await emptyQueues();

    const began = performance.now();
    await sweeper.sweep();
    const seconds = (performance.now() - began) / 1_000;
    process.stderr.write(`      ${size} messages back in the queue (${kind}) after ${seconds.toFixed(1)} s\n`);
    expect(await waiting()).toBe(size);

    const sweeping = performance.now();
    for (let tick = 0; tick < 3; tick++) await sweeper.sweep();
    const perTick = (performance.now() - sweeping) / 3;
    process.stderr.write(`      a look at that backlog takes the sweeper ${perTick.toFixed(0)} ms\n`);
    const swept = (await outboxRows(database)).filter((row) => row.sweeps > 0);
    expect(swept).toEqual([]);

    await insertRows(database, older, 'now()');
    await sweeper.sweep();
    expect(await waiting()).toBe(size + 1);
  }, 60_000);

  test('a message whose job nothing will ever run is delivered all the same', async () => {
    const { app, outbox, database } = await start({ consumes: false });
    await app.get(Sweeper).stop();
    await emptyQueues();
    const rows = outbox.rows(TicketOpened, { ticketId: newId(), version: 1 });
    const id = rows[0]?.id as string;
    if (redis) {
      const client = new Redis(redis.url);
      await client.hset(`{tierline}:triage:${id}`, { name: 'ticket.opened', data: '{}', opts: '{}' });
      client.disconnect();
    } else {
      outbox.publish(rows);
      await eventually(async () => expect(await waiting()).toBe(1));
      await database.read({ name: 'test_fail', text: `UPDATE bullmq.job SET state = 'failed'` });
    }
    await insertRows(database, rows, 'now()');
    await database.read({ name: 'test_swept', text: 'UPDATE outbox SET sweeps = 3' });
    const consumer = await start({ work: async (tx, ticketId) => void (await act(tx, ticketId)) });
    await queuesQuiet(db.database);
    expect(await outboxRows(consumer.database)).toEqual([]);
  });

  test('a worker killed twice on the same message still gets it done, once', async () => {
    const { outbox, database } = await start({ consumes: false });
    const env = { DATABASE_URL: db.url, REDIS_URL: redis?.url, HANGS: '2' };
    const workers = new Set<ChildProcess>(await Promise.all(Array.from({ length: 3 }, () => startWorker(env))));
    try {
      let killed = 0;
      for (const worker of workers) {
        worker.on('message', () => {
          if (killed < 2) void kill(worker);
          killed++;
        });
      }
      const ids = await say(database, outbox);
      await eventually(async () => expect(await timesActed(database, ids)).toEqual([1]), { withinMs: 40_000 });
      expect(killed).toBe(3);
      expect(await outboxRows(database)).toEqual([]);
    } finally {
      await Promise.all([...workers].map(kill));
    }
  }, 60_000);
});
