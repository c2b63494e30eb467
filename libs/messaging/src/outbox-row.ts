import type { QueueName } from '#contracts';
import type { Said } from '#observability';

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

/** A row as traces know it. */
export const saidBy = ({ id, queue, message, data, correlationId }: Omit<OutboxRow, 'causationId'>): Said => ({
  id,
  name: message,
  destination: queue,
  correlationId,
  ticketId: ticketOf(data),
});

/** The ticket a message is about: every payload that is about one says so under the same name. */
export function ticketOf(data: unknown): string | undefined {
  const { ticketId } = (data ?? {}) as { readonly ticketId?: unknown };
  return typeof ticketId === 'string' ? ticketId : undefined;
}
