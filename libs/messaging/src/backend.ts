import type { QueueName } from '#contracts';
import { Logger } from '@nestjs/common';
import type { Job, Processor, Queue, Worker } from 'bullmq';
import type { OutboxRow } from './outbox-row.js';

/** What travels inside a job. The row stays the truth; this saves the consumer a read. */
export interface Envelope {
  readonly data: unknown;
  readonly correlationId: string;
  readonly causationId: string | null;
}

export interface WorkerSettings {
  readonly concurrency: number;
  readonly lockMs: number;
}

/** Queues that are not a message's destination: the sweeper's mark lives in one. */
type AnyQueueName = QueueName | 'sweeper';

const markField = 'tierline';
export type Mark = 'rebuilding' | 'complete' | null;

/**
 * Where the queues live. BullMQ offers the same classes on Redis and on PostgreSQL; what differs is connections, and
 * that is all a subclass knows about.
 */
export abstract class Backend {
  protected readonly logger = new Logger('Queues');
  private readonly queues = new Map<string, Queue>();
  private lastComplaint = 0;

  /** `redis` or `postgres`, for logs and metrics. */
  abstract readonly kind: 'redis' | 'postgres';
  /** Up to so many rows are added one by one, because that is cheaper here than adding them together. */
  protected readonly addedSingly: number = 0;
  protected abstract createQueue(name: string): Queue;
  protected abstract createWorker(
    name: string,
    processor: Processor<Envelope>,
    settings: WorkerSettings,
  ): Worker<Envelope>;
  /** Whether it is worth asking at all: false while the connection is known to be down. */
  abstract get reachable(): boolean;
  abstract ping(): Promise<void>;
  /** Refuses, with a readable error, a server that would lose or never deliver jobs. */
  abstract assertUsable(): Promise<void>;
  /** Makes room for that many workers; called before they start, so that `assertUsable` knows of all of them. */
  reserve(_workers: number): void {}
  protected abstract disconnect(): Promise<void>;

  /** Adds the rows, all of one queue, as jobs. Adding a row that is there already changes nothing. */
  async add(name: QueueName, rows: readonly OutboxRow[]): Promise<void> {
    const queue = this.queue(name);
    const jobs = rows.map(jobOf);
    if (jobs.length > this.addedSingly) return void (await queue.addBulk(jobs));
    for (const { name: message, data, opts } of jobs) await queue.add(message, data, opts);
  }

  /** The id of the message that has waited longest in this queue, or null when none waits. */
  async oldestWaiting(name: QueueName): Promise<string | null> {
    const [job] = await this.queue(name).getWaiting(0, 0);
    return job?.id ?? null;
  }

  /** Removes what is left of a job that nothing will ever run, so that its row can be added again. */
  async clearStuck(name: QueueName, id: string): Promise<void> {
    const queue = this.queue(name);
    const state = await queue.getJobState(id);
    if (state === 'failed' || state === 'completed' || state === 'unknown') await queue.remove(id);
  }

  /** What the sweeper wrote into the queues' store: gone when the store was emptied or is another one. */
  async mark(): Promise<Mark> {
    return (await this.queue('sweeper').getBackend().getQueueMetaField(markField)) as Mark;
  }

  async setMark(mark: 'rebuilding' | 'complete'): Promise<void> {
    await this.queue('sweeper')
      .getBackend()
      .setQueueMeta({ [markField]: mark });
  }

  /** Starts a worker; it runs until it is closed. */
  work(
    name: QueueName,
    processor: (job: Job<Envelope>, token?: string) => Promise<void>,
    settings: WorkerSettings,
  ): Worker<Envelope> {
    const worker = this.createWorker(name, processor, settings);
    worker.on('error', (error) => this.complain(name, error));
    return worker;
  }

  /** A queue to look at. */
  shown(name: QueueName): Queue {
    return this.queue(name);
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    this.queues.clear();
    await this.disconnect();
  }

  protected complain(what: string, error: unknown): void {
    if (Date.now() - this.lastComplaint < 5_000) return;
    this.lastComplaint = Date.now();
    this.logger.warn(`${what}: ${error instanceof Error ? error.message || error.name : String(error)}`);
  }

  private queue(name: AnyQueueName): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = this.createQueue(name);
    queue.on('error', (error) => this.complain(name, error));
    this.queues.set(name, queue);
    // BullMQ remembers a failed start for ever; such a queue is thrown away and the next use makes a new one.
    queue.waitUntilReady().catch((error: unknown) => {
      this.complain(name, error);
      if (this.queues.get(name) === queue) this.queues.delete(name);
    });
    return queue;
  }
}

const jobOf = ({ id, message, data, correlationId, causationId }: OutboxRow) => ({
  name: message,
  data: { data, correlationId, causationId } satisfies Envelope,
  // Nothing that is over may stay: a retained job would silently refuse its row's next delivery.
  opts: { jobId: id, removeOnComplete: true, removeOnFail: true },
});

/** Options every worker has on both backends. */
export const workerOptions = ({ concurrency, lockMs }: WorkerSettings) => ({
  concurrency,
  lockDuration: lockMs,
  stalledInterval: Math.max(250, Math.round(lockMs / 6)),
  // A killed worker is no verdict on the message, however often it happens.
  maxStalledCount: 1_000_000,
  runRetryDelay: 1_000,
  drainDelay: 2,
});
