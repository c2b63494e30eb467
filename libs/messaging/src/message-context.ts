import type { QueueName } from '#contracts';

/** What a consumer knows about the message in its hands besides its data. */
export interface MessageContext {
  /** The outbox row's id (UUIDv7), and the job's. */
  readonly id: string;
  readonly queue: QueueName;
  /** The message's name, `ticket.opened`. */
  readonly message: string;
  readonly correlationId: string;
}
