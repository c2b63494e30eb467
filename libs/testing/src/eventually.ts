import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '#database';

/**
 * Tries `check` until it no longer throws (and does not answer false), and returns what it answered; fails with the last
 * error after `withinMs`. Instead of sleeping: a test waits for a condition.
 */
export async function eventually<T>(check: () => T | Promise<T>, { withinMs = 10_000, everyMs = 25 } = {}): Promise<T> {
  for (const end = Date.now() + withinMs; ; await delay(everyMs)) {
    try {
      const result = await check();
      if (result !== false) return result;
      throw new Error(`Still false: ${check.toString()}`);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Waits until every message was handled: the outbox has no row but dead letters. */
export async function queuesQuiet(database: Database, { withinMs = 20_000 } = {}): Promise<void> {
  await eventually(
    async () => {
      const rows = await database.read<{ queue: string; message: string; count: number }>(
        {
          name: 'test-queues-quiet',
          text: 'SELECT queue, message, count(*) FROM outbox WHERE dead_at IS NULL GROUP BY 1, 2',
        },
        [],
      );
      if (rows.length > 0) throw new Error(`Not handled yet: ${JSON.stringify(rows)}`);
    },
    { withinMs },
  );
}
