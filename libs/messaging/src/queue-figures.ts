import { queues } from '#contracts';
import { run, type Database } from '#database';
import { gauge } from '#observability';

/** Counting stops here: a scrape stays cheap whatever the backlog, and nobody acts otherwise on more. */
export const COUNTED_AT_MOST = 10_000;
const deadCountedAtMost = 10_000;

const depth = gauge({
  name: 'queue_depth',
  help: `Messages of this queue that are not handled yet, in hand or waiting, counted up to ${COUNTED_AT_MOST}. From rows: the same in every process.`,
  labels: ['queue'],
});
const oldest = gauge({
  name: 'queue_oldest_seconds',
  help: 'Age of the oldest message of this queue that is not handled yet; 0 when there is none. From rows.',
  labels: ['queue'],
});
const dead = gauge({
  name: 'dead_letters',
  help: `Messages of this queue that were given up on and wait for a person, counted up to ${deadCountedAtMost} in all. From rows.`,
  labels: ['queue'],
});

/**
 * Index probes, whatever the size of the table: outbox_live gives each queue its depth and its oldest, outbox_dead the
 * rest. PostgreSQL, which guesses how many rows a queue has, would rather read everything: BETWEEN with that order keeps it
 * from the primary key (which it would walk to the end for an empty queue), `byIndex` from the rest.
 */
export const figures = {
  name: 'queue_figures',
  text: `WITH dead AS MATERIALIZED (
           SELECT queue, count(*)::int AS count
           FROM (SELECT queue FROM outbox WHERE dead_at IS NOT NULL ORDER BY dead_at LIMIT ${deadCountedAtMost}) AS counted
           GROUP BY queue
         )
         SELECT known.queue, live.depth, coalesce(oldest.seconds, 0) AS oldest, coalesce(dead.count, 0) AS dead
         FROM (SELECT unnest($1::text[]) AS queue UNION ALL SELECT 'tier-' || number FROM tier) AS known
         CROSS JOIN LATERAL (
           SELECT count(*)::int AS depth FROM (
             SELECT FROM outbox WHERE outbox.queue BETWEEN known.queue AND known.queue AND dead_at IS NULL
             ORDER BY outbox.queue, id LIMIT ${COUNTED_AT_MOST}
           ) AS counted
         ) AS live
         LEFT JOIN LATERAL (
           SELECT greatest(0, extract(epoch FROM now() - created_at))::float8 AS seconds
           FROM outbox WHERE outbox.queue BETWEEN known.queue AND known.queue AND dead_at IS NULL ORDER BY outbox.queue, id LIMIT 1
         ) AS oldest ON true
         LEFT JOIN dead ON dead.queue = known.queue`,
};

export const byIndex = {
  name: 'queue_figures_plan',
  text: `SELECT set_config(name, 'off', true) FROM unnest('{enable_seqscan,enable_bitmapscan,enable_sort,jit}'::text[]) AS name`,
};

export interface QueueFigure {
  readonly queue: string;
  /** Messages that are not handled yet, counted up to `COUNTED_AT_MOST`. */
  readonly depth: number;
  /** Age of the oldest of them in seconds; 0 when there is none. */
  readonly oldest: number;
  readonly dead: number;
}

/** Depth, age and dead letters of every queue there is, whoever serves it. */
export class QueueFigures {
  constructor(private readonly database: Database) {}

  all(): Promise<QueueFigure[]> {
    const families = Object.keys(queues).filter((family) => family !== 'tier');
    return this.database.transaction(async (tx) => {
      await run(tx, byIndex, []);
      return run<QueueFigure>(tx, figures, [families]);
    });
  }

  /** Brings the gauges up to date. */
  async read(): Promise<void> {
    const rows = await this.all();
    this.forget();
    for (const row of rows) {
      depth.set({ queue: row.queue }, row.depth);
      oldest.set({ queue: row.queue }, row.oldest);
      dead.set({ queue: row.queue }, row.dead);
    }
  }

  forget(): void {
    for (const figure of [depth, oldest, dead]) figure.reset();
  }
}
