import { Database, run, signal, type Statement, type Tx } from '#database';
import { Injectable } from '@nestjs/common';
import type { Letter } from './letter.js';
import { SLICE_BYTES, sourceInSlices } from './source-slices.js';
import type { TakenMail } from './taken-mail.js';

/** What became of a mail. */
export interface Filed {
  readonly id: string;
  readonly state: 'filed' | 'review';
  readonly ticketId: string | null;
  readonly postId: string | null;
  readonly messageId: string | null;
  readonly providerMessageId: string | null;
  readonly mailboxId: string | null;
  readonly from: string | null;
  readonly subject: string | null;
  readonly automatic: string | null;
  /** Why it is in review. */
  readonly failure: string | null;
}

/** Somebody else filed it meanwhile: what was done here must not be. */
export class FiledMeanwhile extends Error {
  override readonly name = 'FiledMeanwhile';
}

/** The rows of `inbound_mail` as a job: taken, given back, and marked with what became of them. */
@Injectable()
export class MailStore {
  constructor(private readonly database: Database) {}

  /**
   * Leases what is due, oldest first, at most so many mails and about so many bytes, but one in any case. Whoever does not
   * come back loses the mail to the next when the lease ends.
   */
  async take(most: number): Promise<TakenMail[]> {
    const values = [most, MOST_BYTES, LEASE_SECONDS, SLICE_BYTES];
    const rows = await this.database.read<TakenRow & Record<string, unknown>>(take, values);
    const mails: TakenMail[] = [];
    for (const row of rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
      mails.push(Object.assign(row, { source: row.source ?? (await this.long(row.id, row.size)) }));
    }
    return mails;
  }

  /** The memory of a long source is shared with the thread that reads it: nothing has to be copied for it then. */
  private async long(id: string, size: number): Promise<Buffer> {
    const source = Buffer.from(new SharedArrayBuffer(size));
    let length = 0;
    for await (const part of sourceInSlices(this.database, id, size)) length += part.copy(source, length);
    return source;
  }

  /** Goes on having them. */
  async keep(ids: readonly string[]): Promise<void> {
    await this.database.read(keep, [ids, LEASE_SECONDS]);
  }

  /** Milliseconds until the next one is due; null when none is. */
  async nextDueIn(): Promise<number | null> {
    const [row] = await this.database.read<{ ms: number | null }>(nextDue);
    return row?.ms ?? null;
  }

  /** Tries again later. An outage is not the mail's fault, so it does not count as an attempt. */
  async putOff(
    ids: readonly string[],
    {
      seconds,
      failure,
      counts,
    }: { readonly seconds: number; readonly failure: string | null; readonly counts: boolean },
  ): Promise<void> {
    await this.database.read(putOff, [ids, seconds, failure, counts]);
  }

  /** Throws `FiledMeanwhile` unless every one of them was still to be filed. */
  async mark(tx: Tx, mails: readonly Filed[]): Promise<void> {
    const rows = await run(tx, mark, [
      mails.map(({ id }) => id),
      mails.map(({ state }) => state),
      mails.map(({ ticketId }) => ticketId),
      mails.map(({ postId }) => postId),
      mails.map(({ messageId }) => messageId),
      mails.map(({ mailboxId }) => mailboxId),
      mails.map(({ from }) => from),
      mails.map(({ subject }) => subject),
      mails.map(({ automatic }) => automatic),
      mails.map(({ failure }) => failure),
      mails.map(({ providerMessageId }) => providerMessageId),
    ]);
    if (rows.length !== mails.length) throw new FiledMeanwhile();
    if (mails.some(({ state }) => state === 'review')) await signal(tx, { kind: 'mail-review' });
  }

  /** A second copy of a mail that is known: counted there. */
  async repeated({ taken, messageId, mailbox, sender, subject }: Letter, of: string): Promise<void> {
    const values = [taken.id, of, messageId, mailbox?.id ?? null, sender.email, subject];
    await this.database.read(repeated, values);
  }
}

interface TakenRow extends Omit<TakenMail, 'source'> {
  readonly size: number;
  /** Null when it is long. */
  readonly source: Buffer | null;
}

const MOST_BYTES = 32_000_000;
const LEASE_SECONDS = 60;

const take: Statement = {
  name: 'intake-mail-take',
  text: `
    WITH due AS (
      SELECT id, next_attempt_at, octet_length(source) AS bytes FROM inbound_mail
      WHERE next_attempt_at <= now() ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED
    ), counted AS (
      SELECT id, sum(bytes) OVER before AS bytes_before FROM due
      WINDOW before AS (ORDER BY next_attempt_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    )
    UPDATE inbound_mail mail SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $3)
    FROM counted WHERE counted.id = mail.id AND coalesce(bytes_before, 0) < $2
    RETURNING mail.id, provider, format, content_type AS "contentType",
      octet_length(source) AS size, CASE WHEN octet_length(source) <= $4 THEN source END AS source, source_hash AS "sourceHash", envelope,
      correlation_id AS "correlationId", received_at AS "receivedAt", attempts, failure, forced, ticket_id AS "ticketId"`,
};

const keep: Statement = {
  name: 'intake-mail-keep',
  text: `UPDATE inbound_mail SET next_attempt_at = now() + make_interval(secs => $2)
    WHERE id = ANY ($1::uuid[]) AND state = 'received' AND next_attempt_at > now()`,
};

const nextDue: Statement = {
  name: 'intake-mail-next-due',
  // No row when none waits: greatest() would make 0 of it, and the loop would never rest.
  text: `SELECT greatest(0, extract(epoch FROM min(next_attempt_at) - now()) * 1000)::float8 AS ms
    FROM inbound_mail WHERE next_attempt_at IS NOT NULL HAVING count(*) > 0`,
};

const putOff: Statement = {
  name: 'intake-mail-put-off',
  text: `UPDATE inbound_mail SET next_attempt_at = now() + make_interval(secs => $2::float8),
      failure = coalesce($3::text, failure), attempts = CASE WHEN $4::boolean THEN attempts ELSE greatest(0, attempts - 1) END
    WHERE id = ANY ($1::uuid[]) AND state = 'received'`,
};

const mark: Statement = {
  name: 'intake-mail-mark',
  text: `
    UPDATE inbound_mail mail SET state = became.state, ticket_id = became.ticket_id, post_id = became.post_id,
      message_id = became.message_id, mailbox_id = became.mailbox_id, from_address = became.from_address,
      subject = became.subject, automatic = became.automatic, failure = became.failure,
      provider_message_id = coalesce(mail.provider_message_id, became.provider_message_id),
      filed_at = clock_timestamp(), next_attempt_at = NULL
    FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[],
      $11::text[])
      AS became (id, state, ticket_id, post_id, message_id, mailbox_id, from_address, subject, automatic, failure, provider_message_id)
    WHERE mail.id = became.id AND mail.state = 'received'
    RETURNING mail.id`,
};

const repeated: Statement = {
  name: 'intake-mail-repeated',
  text: `
    WITH copy AS (
      UPDATE inbound_mail SET state = 'repeated', repeats = $2::uuid, message_id = $3::text, mailbox_id = $4::uuid,
        from_address = $5::text, subject = $6::text, filed_at = clock_timestamp(), next_attempt_at = NULL, failure = NULL,
        ticket_id = (SELECT ticket_id FROM inbound_mail WHERE id = $2::uuid),
        -- A file that was removed does not come back with a copy of its mail.
        source = CASE WHEN EXISTS (SELECT FROM attachment WHERE mail_id = $2::uuid AND removed_at IS NOT NULL) THEN '' ELSE source END
      WHERE id = $1::uuid AND state = 'received' RETURNING received_at
    )
    UPDATE inbound_mail SET seen = seen + 1, last_seen_at = greatest(last_seen_at, copy.received_at)
    FROM copy WHERE id = $2::uuid`,
};
