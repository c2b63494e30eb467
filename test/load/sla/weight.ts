import type pg from 'pg';
import { redisCommand } from '../../processes/redis.process.js';
import { atMost, type Figures } from './figures.js';
import type { SlaWorld } from './sla-world.js';

/** What the running clocks weigh in the table, what Redis has to do with them, and what an alarm weighs as a delayed job. */
export async function weight(figures: Figures, world: SlaWorld, redisBefore: number): Promise<void> {
  const { rows, indexes } = await tableSizes(world.client);
  const clocks = (await world.client.query<{ n: number }>('SELECT count(*)::int AS n FROM clock')).rows[0]!.n;
  const each = (bytes: number): string => (bytes / clocks).toFixed(0);
  const total = (rows + indexes) / clocks;
  figures.add(
    `${clocks} running clocks, each`,
    `${total.toFixed(0)} bytes (row ${each(rows)}, indexes ${each(indexes)})`,
    atMost(total, 300, '300 bytes'),
  );
  const after = await redisMemory(world);
  figures.add('  memory of Redis, without and with them', `${mb(redisBefore)} and ${mb(after)}`, {
    text: 'unchanged',
    isKept: Math.abs(after - redisBefore) < 1e6,
  });
}

async function tableSizes(client: pg.Client): Promise<{ rows: number; indexes: number }> {
  const { rows } = await client.query<{ rows: string; indexes: string }>(
    `SELECT pg_table_size('clock') AS rows, pg_indexes_size('clock') AS indexes`,
  );
  return { rows: Number(rows[0]?.rows), indexes: Number(rows[0]?.indexes) };
}

/** Bytes that Redis has in use. */
export async function redisMemory({ redis }: SlaWorld): Promise<number> {
  const script = `return tonumber(redis.call('INFO', 'memory'):match('used_memory:(%d+)'))`;
  return Number((await redisCommand(redis.port, `EVAL "${script}" 0`)).slice(':'.length));
}

export const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
