/** One queue per consumer. `tier` is a family: `tier-1` to `tier-N`, one queue a tier, all with the same settings. */
export type QueueFamily = 'triage' | 'tier' | 'sla' | 'vendor' | 'notify';
export type QueueName = Exclude<QueueFamily, 'tier'> | `tier-${number}`;

export interface QueueSettings {
  /** Messages handled at the same time by one process. */
  readonly concurrency: number;
  /** Times a handler may fail by its own error before the message becomes a dead letter. Outages are not attempts. */
  readonly attempts: number;
  /** First distance between two tries, in milliseconds; it doubles, with jitter, up to `maxBackoffMs`. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** How long a worker may be silent about a job before another one takes it over, in milliseconds. */
  readonly lockMs: number;
}

/** Every value is explicit on purpose, and a queue without settings does not compile. */
export const queues: Record<QueueFamily, Required<QueueSettings>> = {
  triage: { concurrency: 8, attempts: 8, backoffMs: 500, maxBackoffMs: 60_000, lockMs: 10_000 },
  tier: { concurrency: 8, attempts: 8, backoffMs: 500, maxBackoffMs: 60_000, lockMs: 10_000 },
  sla: { concurrency: 8, attempts: 8, backoffMs: 500, maxBackoffMs: 60_000, lockMs: 10_000 },
  vendor: { concurrency: 4, attempts: 8, backoffMs: 1_000, maxBackoffMs: 300_000, lockMs: 10_000 },
  notify: { concurrency: 8, attempts: 8, backoffMs: 500, maxBackoffMs: 60_000, lockMs: 10_000 },
};

export const tierQueue = (tier: number): QueueName => `tier-${tier}`;

export const familyOf = (queue: QueueName): QueueFamily =>
  queue.startsWith('tier-') ? 'tier' : (queue as Exclude<QueueFamily, 'tier'>);

export const settingsOf = (queue: QueueName): QueueSettings => queues[familyOf(queue)];
