import type { QueueName } from '#contracts';
import { Logger } from '@nestjs/common';
import type { Backend } from './backend.js';
import { publishFailures } from './metrics.js';
import type { OutboxRow } from './outbox-row.js';
import { within } from './within.js';

const batchRows = 500;
const heldRows = 10_000;
const patienceMs = 2_000;

/**
 * Brings committed rows to their queues. Nobody waits for it, and it gives up soon: a queue that is away makes an add
 * hang, and what is dropped here the sweeper brings later.
 */
export class Publisher {
  private readonly logger = new Logger(Publisher.name);
  private readonly waiting = new Map<QueueName, OutboxRow[]>();
  private readonly flushing = new Map<QueueName, Promise<void>>();
  private held = 0;
  private stopped = false;
  private lastComplaint = 0;

  constructor(private readonly backend: Backend) {}

  publish(rows: readonly OutboxRow[]): void {
    if (this.stopped || this.held + rows.length > heldRows) {
      for (const { queue } of rows) publishFailures.inc({ queue });
      return;
    }
    this.held += rows.length;
    for (const row of rows) {
      const queue = this.waiting.get(row.queue);
      if (queue) queue.push(row);
      else this.waiting.set(row.queue, [row]);
    }
    for (const queue of new Set(rows.map((row) => row.queue))) {
      if (!this.flushing.has(queue)) this.flushing.set(queue, this.flush(queue));
    }
  }

  /** Waits for what is in flight, each add for as long as one may take. */
  async settled(): Promise<void> {
    await Promise.all(this.flushing.values());
  }

  /** Waits for what is in flight, and publishes nothing from then on. */
  async stop(): Promise<void> {
    await this.settled();
    this.stopped = true;
  }

  /** One add at a time for each queue; what arrives meanwhile goes together with the next. */
  private async flush(queue: QueueName): Promise<void> {
    await Promise.resolve();
    for (;;) {
      const rows = this.waiting.get(queue)?.splice(0, batchRows) ?? [];
      if (rows.length === 0) break;
      try {
        await this.add(queue, rows);
      } catch (error) {
        publishFailures.inc({ queue }, rows.length);
        this.complain(queue, rows.length, error);
      }
    }
    this.flushing.delete(queue);
  }

  private async add(queue: QueueName, rows: readonly OutboxRow[]): Promise<void> {
    if (!this.backend.reachable) {
      this.held -= rows.length;
      throw new Error('the queues are not reachable');
    }
    // A late add still counts as held: that is what keeps memory bounded while a queue hangs.
    const adding = this.backend.add(queue, rows).finally(() => (this.held -= rows.length));
    await within(patienceMs, `queue ${queue}`, adding);
  }

  private complain(queue: QueueName, rows: number, error: unknown): void {
    if (Date.now() - this.lastComplaint < 5_000) return;
    this.lastComplaint = Date.now();
    this.logger.warn(
      `${rows} messages for ${queue} are left to the sweeper: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
