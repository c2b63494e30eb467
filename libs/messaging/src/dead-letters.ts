import type { QueueName } from '#contracts';
import type { Database } from '#database';
import type { OutboxRow } from './outbox-row.js';
import type { Publisher } from './publisher.js';

/** A message that was given up on and waits for a person. */
export interface DeadLetter {
  readonly id: string;
  readonly queue: QueueName;
  readonly message: string;
  readonly data: unknown;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly createdAt: Date;
  readonly failures: number;
  readonly deadAt: Date;
  readonly error: DeadLetterError;
}

export interface DeadLetterError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  /** What zod found wrong with the payload, if that is why it died. */
  readonly issues?: readonly unknown[];
}

export interface DeadLetterPage {
  readonly items: readonly DeadLetter[];
  /** The id to pass as `cursor` for the next page; null on the last one. */
  readonly nextCursor: string | null;
}

const page = {
  name: 'dead_letters',
  text: `SELECT id, queue, message, data, correlation_id AS "correlationId", causation_id AS "causationId",
                created_at AS "createdAt", failures, dead_at AS "deadAt", error
         FROM outbox
         WHERE dead_at IS NOT NULL AND ($1::text IS NULL OR queue = $1) AND ($2::uuid IS NULL OR id < $2)
         ORDER BY id DESC LIMIT $3`,
};
const revive = (name: string, which: string) => ({
  name,
  text: `UPDATE outbox SET dead_at = NULL, error = NULL, failures = 0, sweeps = 0, next_sweep_at = now()
         WHERE dead_at IS NOT NULL AND ${which}
         RETURNING id, queue, message, data, correlation_id AS "correlationId", causation_id AS "causationId"`,
});
const reviveOne = revive('dead_letter_redrive', 'id = $1');
const reviveAll = revive(
  'dead_letters_redrive',
  `id IN (SELECT id FROM outbox WHERE dead_at IS NOT NULL AND ($1::text IS NULL OR queue = $1) ORDER BY id LIMIT 1000)`,
);

/** Messages that could not be handled: to look at, and to send again once their cause is mended. */
export class DeadLetters {
  constructor(
    private readonly database: Database,
    private readonly publisher: Publisher,
  ) {}

  /** Newest first. `cursor` is the previous page's `nextCursor`. */
  async list({ queue, limit, cursor }: { queue?: QueueName; limit: number; cursor?: string }): Promise<DeadLetterPage> {
    const rows = await this.database.read<DeadLetter>(page, [queue ?? null, cursor ?? null, limit + 1]);
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Sends one again with all its attempts. False when there is no such dead letter. */
  async redrive(id: string): Promise<boolean> {
    const rows = await this.database.read<OutboxRow>(reviveOne, [id]);
    this.publisher.publish(rows);
    return rows.length === 1;
  }

  /** Sends all of them (or all of one queue) again and says how many; those that die anew meanwhile are not sent twice. */
  async redriveAll({ queue }: { queue?: QueueName } = {}): Promise<number> {
    const [counted] = await this.database.read<{ count: number }>(
      {
        name: 'dead_letters_count',
        text: 'SELECT count(*)::int AS count FROM outbox WHERE dead_at IS NOT NULL AND ($1::text IS NULL OR queue = $1)',
      },
      [queue ?? null],
    );
    let revived = 0;
    while (revived < (counted?.count ?? 0)) {
      const rows = await this.database.read<OutboxRow>(reviveAll, [queue ?? null]);
      if (rows.length === 0) break;
      this.publisher.publish(rows);
      revived += rows.length;
    }
    return revived;
  }
}
