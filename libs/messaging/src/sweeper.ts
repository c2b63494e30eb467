import type { QueueName } from '#contracts';
import type { Database } from '#database';
import { Logger } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { Backend } from './backend.js';
import { sweptMessages } from './metrics.js';
import type { OutboxRow } from './outbox-row.js';
import { within } from './within.js';

const batchRows = 1_000;
const tickMs = 1_000;
/** From here on a row that keeps coming back may be blocked by the remains of a job. */
const suspiciousSweeps = 3;

const columns = `outbox.id, outbox.queue, outbox.message, outbox.data,
  outbox.correlation_id AS "correlationId", outbox.causation_id AS "causationId", outbox.sweeps`;

/*
 * The lock is a session's, and ends with it. A process that is frozen, or whose machine is gone, would keep its session for
 * hours: while it has its turn, PostgreSQL ends a session that says nothing for so long.
 */
const patienceMs = 60_000;
const lock = {
  name: 'sweeper_lock',
  text: `SELECT CASE WHEN pg_try_advisory_lock(hashtext('tierline.sweeper'))
                     THEN set_config('idle_session_timeout', $1, false) END IS NOT NULL AS mine`,
};
const unlock = {
  name: 'sweeper_unlock',
  text: `SELECT pg_advisory_unlock(hashtext('tierline.sweeper')), set_config('idle_session_timeout', NULL, false)`,
};
const dueQueues = {
  name: 'sweeper_queues',
  text: 'SELECT DISTINCT queue FROM outbox WHERE dead_at IS NULL AND next_sweep_at <= now()',
};
/** A backlog is not a loss: what was said after the oldest waiting message of its queue is behind it, not lost. */
const lease = {
  name: 'sweeper_lease',
  text: `WITH due AS (
           SELECT id FROM outbox LEFT JOIN unnest($1::text[], $2::uuid[]) AS head (queue, id_waiting) USING (queue)
           WHERE dead_at IS NULL AND next_sweep_at <= now() AND (id_waiting IS NULL OR id < id_waiting)
           ORDER BY id LIMIT ${batchRows} FOR UPDATE OF outbox SKIP LOCKED
         )
         UPDATE outbox
         SET sweeps = sweeps + 1,
             next_sweep_at = now() + least(10 * 2 ^ least(sweeps, 10), 300) * interval '1 second'
         FROM due WHERE outbox.id = due.id
         RETURNING ${columns}`,
};
const giveBack = {
  name: 'sweeper_give_back',
  text: `UPDATE outbox SET sweeps = greatest(sweeps - 1, 0), next_sweep_at = now() + interval '1 second' WHERE id = ANY ($1::uuid[])`,
};
const live = {
  name: 'sweeper_live',
  text: `SELECT ${columns} FROM outbox WHERE dead_at IS NULL AND id > $1 ORDER BY id LIMIT ${batchRows}`,
};

type SweptRow = OutboxRow & { readonly sweeps: number };

/**
 * Brings every message back that its queue does not have: after a crash between commit and publish, while the queue
 * was away, after a FLUSHALL, on a new Redis. One sweeps at a time in a database, whoever gets the lock.
 */
export class Sweeper {
  private readonly logger = new Logger(Sweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly backend: Backend,
    private readonly silentMs = patienceMs,
  ) {}

  start(): void {
    if (this.timer || this.stopped) return;
    this.timer = setTimeout(() => void this.next(), tickMs * Math.random());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.ticking;
  }

  /** One look at everything that is due; public so that a test need not wait for the timer. */
  async sweep(): Promise<void> {
    if (!this.backend.reachable) return;
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => void (broken = error);
    client.on('error', onError);
    try {
      const { rows } = await client.query<{ mine: boolean }>({ ...lock, values: [`${this.silentMs}ms`] });
      if (!rows[0]?.mine) return;
      try {
        await this.sweepWith(client);
      } finally {
        await client.query(unlock).catch(onError);
      }
    } finally {
      client.off('error', onError);
      // A connection that could not give the lock back is closed, and the lock goes with it.
      client.release(broken);
    }
  }

  private async next(): Promise<void> {
    this.ticking = this.sweep().catch((error: unknown) => {
      if (!this.stopped)
        this.logger.warn(`will try again: ${error instanceof Error ? error.message || error.name : String(error)}`);
    });
    await this.ticking;
    if (!this.stopped) this.timer = setTimeout(() => void this.next(), tickMs);
  }

  private async sweepWith(client: PoolClient): Promise<void> {
    const mark = await within(2_000, 'the queues', this.backend.mark());
    if (mark !== 'complete') await this.rebuild(client);
    while (!this.stopped && (await this.sweepDue(client)) === batchRows);
  }

  /** The queues' store is empty or new: everything live goes back, in order. The mark stays unless it is emptied again meanwhile. */
  private async rebuild(client: PoolClient): Promise<void> {
    await this.backend.setMark('rebuilding');
    let after = '00000000-0000-0000-0000-000000000000';
    let adding = Promise.resolve();
    let count = 0;
    for (;;) {
      const { rows } = await client.query<SweptRow>({ ...live, values: [after] });
      await adding;
      const last = rows.at(-1);
      if (!last || this.stopped) break;
      adding = this.addAll(rows);
      adding.catch(() => undefined);
      after = last.id;
      count += rows.length;
    }
    if (!this.stopped && (await this.backend.mark()) === 'rebuilding') await this.backend.setMark('complete');
    if (count > 0) this.logger.log(`the queues were empty; ${count} messages are back in them`);
  }

  private async sweepDue(client: PoolClient): Promise<number> {
    const heads = await this.heads(client);
    if (!heads) return 0;
    const { rows } = await client.query<SweptRow>({
      ...lease,
      values: [heads.map(([queue]) => queue), heads.map(([, id]) => id)],
    });
    if (rows.length === 0) return 0;
    const failures = await this.addEach(rows.toSorted((one, other) => (one.id < other.id ? -1 : 1)));
    if (failures.length === 0) return rows.length;
    await client.query({ ...giveBack, values: [failures.flatMap(({ ids }) => ids)] });
    throw failures[0]!.error;
  }

  /** The oldest waiting message of every queue with something due; null when nothing is due at all. */
  private async heads(client: PoolClient): Promise<[QueueName, string][] | null> {
    const { rows } = await client.query<{ queue: QueueName }>(dueQueues);
    if (rows.length === 0) return null;
    const heads = await Promise.all(
      rows.map(
        async ({ queue }) => [queue, await within(5_000, `queue ${queue}`, this.backend.oldestWaiting(queue))] as const,
      ),
    );
    return heads.filter((head): head is [QueueName, string] => head[1] !== null);
  }

  private async addAll(rows: readonly SweptRow[]): Promise<void> {
    const [failure] = await this.addEach(rows);
    if (failure) throw failure.error;
  }

  /** Every queue by itself: one that cannot be added to is named with its rows, and holds up no other. */
  private async addEach(rows: readonly SweptRow[]): Promise<{ ids: string[]; error: unknown }[]> {
    const failures: { ids: string[]; error: unknown }[] = [];
    const queues = [...new Set(rows.map((row) => row.queue))];
    await Promise.all(
      queues.map(async (queue) => {
        const its = rows.filter((row) => row.queue === queue);
        await this.addTo(queue, its).catch((error: unknown) => failures.push({ ids: its.map(({ id }) => id), error }));
      }),
    );
    return failures;
  }

  private async addTo(queue: QueueName, rows: readonly SweptRow[]): Promise<void> {
    const suspicious = rows.filter((row) => row.sweeps > suspiciousSweeps);
    for (const { id } of suspicious) await within(5_000, `queue ${queue}`, this.backend.clearStuck(queue, id));
    await within(10_000, `queue ${queue}`, this.backend.add(queue, rows));
    sweptMessages.inc({ queue }, rows.length);
  }
}
