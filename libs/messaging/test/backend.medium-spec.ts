import { MessagingHealth } from '#messaging';
import { backends, emptyDatabase, testDatabase, testRedis, type TestDatabase } from '#testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PostgresQueueBackend, Queue, RedisQueueBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Backend } from '../src/backend.js';
import { PostgresBackend } from '../src/postgres.backend.js';
import { RedisBackend } from '../src/redis.backend.js';

/** What a subclass makes of a queue and a worker, before anything hides it. */
interface Made {
  createQueue(name: string): Queue;
  createWorker(name: string, processor: () => Promise<void>, settings: { concurrency: number; lockMs: number }): Worker;
}

async function madeBy(backend: Backend): Promise<unknown[]> {
  const made = backend as unknown as Made;
  const queue = made.createQueue('triage');
  const worker = made.createWorker('triage', () => Promise.resolve(), { concurrency: 1, lockMs: 1_000 });
  const kinds = [queue.getBackend().constructor, worker.getBackend().constructor];
  await Promise.all([worker.close(), queue.close()]);
  await backend.close();
  return kinds;
}

describe('queues in PostgreSQL', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  test('are in PostgreSQL: a factory in the wrong place would silently mean Redis on localhost', async () => {
    const backend = new PostgresBackend(db.url, () => 1);
    backend.reserve(1);
    expect(await madeBy(backend)).toEqual([PostgresQueueBackend, PostgresQueueBackend]);
  });

  test('are refused while their tables are not there', async () => {
    const empty = await emptyDatabase();
    const backend = new PostgresBackend(empty.url, () => 1);
    await expect(backend.assertUsable()).rejects.toThrow('run npm run migrate');
    await backend.close();
    await empty.close();
  });

  test('are refused when the process wants more connections than there can ever be', async () => {
    const backend = new PostgresBackend(db.url, () => 5_000);
    backend.reserve(3);
    await expect(backend.assertUsable()).rejects.toThrow(
      /wants 5009 connections \(queues 9, database 5000\), but PostgreSQL allows \d+\. Raise max_connections/,
    );
    await backend.close();
  });
});

(backends().includes('redis') ? describe : describe.skip)('queues on Redis', () => {
  test('are on Redis', async () => {
    const redis = await testRedis();
    const backend = new RedisBackend(redis?.url as string, '{tierline}');
    expect(await madeBy(backend)).toEqual([RedisQueueBackend, RedisQueueBackend]);
    await redis?.stop();
  });

  test('are refused where memory pressure would evict jobs', async () => {
    const redis = await testRedis();
    const admin = new Redis(redis?.url as string);
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const backend = new RedisBackend(redis?.url as string, '{tierline}');
    await expect(backend.assertUsable()).rejects.toThrow('maxmemory-policy "allkeys-lru"');
    await admin.config('SET', 'maxmemory-policy', 'noeviction');
    await expect(backend.assertUsable()).resolves.toBeUndefined();
    await backend.close();
    admin.disconnect();
    await redis?.stop();
  });

  test('are refused a prefix that a cluster would spread', () => {
    expect(() => new RedisBackend('redis://127.0.0.1:1', 'tierline')).toThrow('needs a hash tag');
  });

  test('are reported unhealthy while they are away', async () => {
    const redis = await testRedis();
    const backend = new RedisBackend(redis?.url as string, '{tierline}');
    const health = new MessagingHealth(backend);
    await backend.assertUsable();
    await expect(health.check()).resolves.toBeUndefined();
    await redis?.kill();
    await expect(health.check()).rejects.toThrow();
    await backend.close();
  });
});
