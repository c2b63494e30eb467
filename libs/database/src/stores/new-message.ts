/** A message that is inserted by the statement that writes its ticket: a row of `outbox.rows(...)`. */
export interface NewMessage {
  readonly id: string;
  readonly queue: string;
  readonly message: string;
  readonly data: unknown;
  readonly correlationId: string;
  readonly causationId: string | null;
}
