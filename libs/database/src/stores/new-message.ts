/** A message that is inserted by the statement that writes its ticket: a row of `outbox.rows(...)`. */
export interface NewMessage {
  readonly id: string;
  readonly queue: string;
  readonly message: string;
  readonly data: unknown;
  readonly correlationId: string;
  readonly causationId: string | null;
}

/**
 * A statement, or a part of one, that inserts messages; whoever runs it brings them to their queues after the commit.
 *   source  what stands after FROM: rows named `said`, as `messagesOf` gives them, and what else decides which are inserted
 */
export const insertMessages = (source: string): string => `
  INSERT INTO outbox (id, queue, message, data, correlation_id, causation_id, next_sweep_at)
  SELECT said.id, said.queue, said.message, said.data::jsonb, said."correlationId", said."causationId",
    now() + interval '10 seconds'
  FROM ${source}`;

/** The messages in a parameter that holds an array of them as JSON. */
export const messagesOf = (parameter: string): string => `json_to_recordset(${parameter}::json)
  AS said (id uuid, queue text, message text, data jsonb, "correlationId" text, "causationId" text)`;
