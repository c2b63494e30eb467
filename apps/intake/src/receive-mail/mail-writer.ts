import { Database, unseen } from '#database';
import { Inject, Injectable } from '@nestjs/common';
import { LATER } from '../create-ticket/group-commit.js';
import type { ArrivedMail, StoredMail } from './arrived-mail.js';

/** Stores mails that arrived together: one statement, one commit. */
@Injectable()
export class MailWriter {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** One outcome for each mail, in order. A mail that is there already is only counted. */
  async write(mails: readonly ArrivedMail[]): Promise<(StoredMail | typeof LATER)[]> {
    const { rows, rowOf } = together(mails);
    const stored = await this.database.read<StoredRow>(store, columnsOf(rows));
    const outcomes = new Map(stored.map(({ position, id, seen }) => [position - 1, id && seen ? { id, seen } : null]));
    return rowOf.map((row) => (row === null ? LATER : (outcomes.get(row) ?? null)));
  }
}

interface Row {
  readonly mail: ArrivedMail;
  /** How often it came in this batch. */
  times: number;
}

/** The same mail twice is one row; a token that comes with a second mail has to wait for what becomes of the first. */
function together(mails: readonly ArrivedMail[]): { rows: Row[]; rowOf: (number | null)[] } {
  const rows: Row[] = [];
  const byMail = new Map<string, number>();
  const tokens = new Set<string>();
  const rowOf = mails.map((mail) => {
    const key = `${mail.provider} ${mail.sourceHash.toString('latin1')}`;
    const known = byMail.get(key);
    if (known !== undefined) {
      rows[known]!.times += 1;
      return known;
    }
    if (mail.token !== null && tokens.has(mail.token)) return null;
    if (mail.token !== null) tokens.add(mail.token);
    byMail.set(key, rows.length);
    return rows.push({ mail, times: 1 }) - 1;
  });
  return { rows, rowOf };
}

/**
 * The sources travel as one value: an array of them would be written out in hexadecimal, twice as long. It is the last one: the
 * driver would copy it again to make room for what comes after it.
 */
function columnsOf(rows: readonly Row[]): unknown[] {
  const sources = rows.map(({ mail }) => mail.source);
  let end = 1;
  const starts = sources.map(({ length }) => (end += length) - length);
  const column = <T>(of: (mail: ArrivedMail) => T): T[] => rows.map(({ mail }) => of(mail));
  return [
    starts,
    sources.map(({ length }) => length),
    column(({ id }) => id),
    column(({ provider }) => provider),
    column(({ channelId }) => channelId),
    column(({ receivedBy }) => receivedBy),
    column(({ format }) => format),
    column(({ contentType }) => contentType),
    column(({ sourceHash }) => sourceHash),
    column(({ envelope }) => JSON.stringify(envelope)),
    column(({ correlationId }) => correlationId),
    column(({ token }) => token),
    rows.map(({ times }) => times),
    sources.length === 1 ? sources[0] : Buffer.concat(sources),
  ];
}

interface StoredRow {
  readonly position: number;
  readonly id: string | null;
  readonly seen: number | null;
}

/** Sorted, so that two batches with the same mails never wait for each other. */
const store = {
  name: 'mail-store',
  text: `
    WITH given AS MATERIALIZED (
      SELECT * FROM unnest(${unseen('$1::int[]')}, ${unseen('$2::int[]')}, ${unseen('$3::uuid[]')}, ${unseen('$4::text[]')},
          ${unseen('$5::uuid[]')}, ${unseen('$6::text[]')}, ${unseen('$7::text[]')}, ${unseen('$8::text[]')},
          ${unseen('$9::bytea[]')}, ${unseen('$10::jsonb[]')}, ${unseen('$11::text[]')}, ${unseen('$12::text[]')},
          ${unseen('$13::int[]')}) WITH ORDINALITY
        AS given (start, length, id, provider, channel_id, received_by, format, content_type, hash, envelope,
          correlation_id, token, times, position)
    ), counted AS (
      INSERT INTO webhook_token (scope, token, source_hash)
      SELECT provider, token, hash FROM given WHERE token IS NOT NULL ORDER BY provider, token
      ON CONFLICT (scope, token) DO UPDATE SET seen_at = webhook_token.seen_at
      RETURNING scope, token, source_hash
    ), stored AS (
      INSERT INTO inbound_mail (id, provider, channel_id, received_by, format, content_type, source, source_hash, envelope,
        correlation_id, received_at, seen, last_seen_at, next_attempt_at)
      SELECT given.id, given.provider, given.channel_id, given.received_by, given.format, given.content_type,
        substring($14::bytea FROM given.start FOR given.length), given.hash, given.envelope, given.correlation_id,
        now(), given.times, now(), now()
      FROM given LEFT JOIN counted ON counted.scope = given.provider AND counted.token = given.token
      WHERE given.token IS NULL OR counted.source_hash = given.hash
      ORDER BY given.provider, given.hash
      ON CONFLICT (provider, source_hash) DO UPDATE SET last_seen_at = now(),
        seen = inbound_mail.seen + CASE WHEN inbound_mail.id = excluded.id THEN 0 ELSE excluded.seen END
      RETURNING id, provider, source_hash, seen
    )
    SELECT given.position::int AS position, stored.id, stored.seen
    FROM given LEFT JOIN stored ON stored.provider = given.provider AND stored.source_hash = given.hash`,
};
