import type { QueueName } from '#contracts';

/** A message on its way to one queue; exists as a row of `outbox` exactly as long as it is not handled. */
export interface OutboxRow {
  /** UUIDv7: rows sort by the time they were said. Also the id of the job. */
  readonly id: string;
  readonly queue: QueueName;
  readonly message: string;
  readonly data: unknown;
  readonly correlationId: string;
  readonly causationId: string | null;
}
