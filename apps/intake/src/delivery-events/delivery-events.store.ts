import { run, unseen, type Tx } from '#database';

/** A mail of ours that an event is about. */
export interface SentTo {
  readonly position: number;
  readonly ticketId: string;
  readonly messageId: string;
}

export interface SeenEvent {
  readonly token: string;
  readonly hash: Buffer;
}

/** Of these events, those that were never told before; from now on they were. */
export async function newOnes(tx: Tx, provider: string, events: readonly SeenEvent[]): Promise<ReadonlySet<string>> {
  const sorted = events.toSorted((one, other) => (one.token < other.token ? -1 : 1));
  const rows = await run<{ token: string }>(tx, remember, [
    `delivery-events/${provider}`,
    sorted.map(({ token }) => token),
    sorted.map(({ hash }) => hash),
  ]);
  return new Set(rows.map(({ token }) => token));
}

/**
 * The tickets of the mails that events are about, by the event's place: the mail of that Message-ID to that recipient;
 * providers that number mails themselves say so in their answer to us; or else the last mail to the recipient.
 */
export async function sentTo(
  tx: Tx,
  asked: readonly { readonly recipient: string; readonly messageIds: readonly (string | null)[] }[],
): Promise<ReadonlyMap<number, SentTo>> {
  if (asked.length === 0) return new Map();
  const rows = await run<SentTo & Record<string, unknown>>(tx, find, [
    asked.map(({ recipient }) => recipient),
    asked.map(({ messageIds: [ofMail = null] }) => bare(ofMail)),
    asked.map(({ messageIds: [, ofProvider = null] }) => bare(ofProvider)),
  ]);
  return new Map(rows.map((row) => [row.position - 1, row]));
}

/** These addresses take mail again. What is bad for good stays so until somebody writes from there. */
export async function clearSoft(tx: Tx, recipients: readonly string[]): Promise<void> {
  if (recipients.length > 0) await run(tx, clear, [recipients.toSorted()]);
}

/** As it can be looked up: PostgreSQL takes no NUL. */
const bare = (messageId: string | null): string =>
  (messageId ?? '')
    .slice(0, 1_000)
    .replaceAll('\0', '')
    .replaceAll(/^[\s<]+|[>\s]+$/g, '')
    .slice(0, 900);

const remember = {
  name: 'intake-delivery-events-seen',
  text: `INSERT INTO webhook_token (scope, token, source_hash)
    SELECT $1, token, hash FROM unnest($2::text[], $3::bytea[]) AS event (token, hash)
    ON CONFLICT (scope, token) DO NOTHING RETURNING token`,
};
const find = {
  name: 'intake-delivery-events-mail',
  text: `
    SELECT asked.position::int AS position, mail.ticket_id AS "ticketId", mail.message_id AS "messageId"
    FROM unnest(${unseen('$1::text[]')}, ${unseen('$2::text[]')}, ${unseen('$3::text[]')}) WITH ORDINALITY
      AS asked (recipient, id, number, position)
    CROSS JOIN LATERAL (
      SELECT ticket_id, message_id FROM outgoing_mail
      WHERE recipient = asked.recipient AND ticket_id IS NOT NULL AND state IN ('sent', 'waiting', 'failed')
        AND created_at > now() - interval '30 days'
      ORDER BY message_id IN ('<' || asked.id || '>', '<' || asked.number || '>') DESC,
        (length(asked.number) >= 8 AND position(asked.number IN coalesce(response, '')) > 0) DESC, created_at DESC
      LIMIT 1) mail`,
};
const clear = {
  name: 'intake-delivery-events-clear',
  text: `UPDATE contact SET bounce = NULL, bounce_reason = NULL, bounced_at = NULL
    WHERE email = ANY ($1::text[]) AND bounce = 'soft'`,
};
