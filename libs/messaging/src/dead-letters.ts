import type { QueueName } from '#contracts';

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

export class DeadLetters {
  list(_page: { queue?: QueueName; limit: number; cursor?: string }): Promise<DeadLetterPage> {
    throw new Error('not built yet');
  }

  redrive(_id: string): Promise<boolean> {
    throw new Error('not built yet');
  }

  redriveAll(_filter: { queue?: QueueName } = {}): Promise<number> {
    throw new Error('not built yet');
  }
}
