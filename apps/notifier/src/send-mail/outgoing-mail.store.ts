import { Database, run, TicketStore, type LockedTicket, type Statement, type Tx } from '#database';
import type { FactType } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import type { MailKind } from '../notification-kinds.js';
import { notifierActor } from '../notifier.actor.js';

/** A mail that this process has taken; nobody else touches it until its lease ends. */
export interface TakenMail {
  readonly id: string;
  /** Null: a test. */
  readonly ticketId: string | null;
  /** The event it tells of; null: a test. */
  readonly version: number | null;
  readonly kind: MailKind;
  readonly language: string;
  /** Since it was written. */
  readonly ageSeconds: number;
  readonly recipient: string;
  readonly recipientName: string | null;
  readonly automatic: boolean;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly thread: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly correlationId: string;
  /** Counting the one it was taken for; also the fence: an outcome counts only while nobody took it after us. */
  readonly attempts: number;
  /** The mailbox it is from, or the default one; null when there is none. */
  readonly mailbox: { readonly address: string; readonly name: string } | null;
  /** What addresses of tickets are made with. */
  readonly key: Buffer;
}

/** Longer than an attempt can take: a mail whose process died is due again after this. */
export const LEASE_SECONDS = 75;

/** Takes due mails and writes down what became of them. Every write is short; none spans a network call. */
@Injectable()
export class OutgoingMailStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TicketStore) private readonly tickets: TicketStore,
  ) {}

  /** Takes up to `limit` due mails, oldest first; a first attempt waits for that of an earlier one to the same person. */
  take(limit: number): Promise<TakenMail[]> {
    return this.database.read<TakenMail & Record<string, unknown>>(takeDue, [limit, LEASE_SECONDS]);
  }

  /** Milliseconds until the next one is due; null when none waits. */
  async nextDueIn(): Promise<number | null> {
    const [row] = await this.database.read<{ ms: number | null }>(nextDue);
    return row?.ms ?? null;
  }

  /** Waits for nobody: a mail that a server has and that is not marked goes out again. False when somebody else had taken it meanwhile. */
  async sent({ id, attempts }: TakenMail, response: string): Promise<boolean> {
    return (await this.database.read(markSent, [id, attempts, response])).length > 0;
  }

  /** Puts on the ticket, for agents, which files were not in a mail that was sent. */
  tellLeftOut({ id, ticketId, recipient }: TakenMail, files: readonly string[]): Promise<void> {
    return this.database.transaction(async (tx) => {
      const ticket = ticketId === null ? null : await this.tickets.lock(tx, ticketId);
      if (ticket) await this.tell(tx, ticket, 'mail.files-left-out', { mailId: id, recipient, files });
    });
  }

  /** It waits for something of ours: that is no attempt. */
  async postpone({ id, attempts }: TakenMail, waitMs: number, why: string): Promise<void> {
    await this.database.read(putOff, [id, attempts, waitMs, why]);
  }

  async retryIn({ id, attempts }: TakenMail, waitMs: number, why: string): Promise<void> {
    await this.database.read(retryLater, [id, attempts, waitMs, why]);
  }

  /** Ends it for good, and puts that on the ticket, for agents. False when somebody else had taken it meanwhile. */
  failed({ id, attempts, ticketId, kind, recipient }: TakenMail, why: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const ticket = ticketId === null ? null : await this.tickets.lock(tx, ticketId);
      if ((await run(tx, markFailed, [id, attempts, why])).length === 0) return false;
      if (!ticket) return true;
      await this.tell(tx, ticket, 'mail.not-delivered', { mailId: id, kind, recipient, reason: why });
      return true;
    });
  }

  private async tell(
    tx: Tx,
    ticket: LockedTicket,
    type: FactType,
    data: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.tickets.record(tx, ticket, { type, by: notifierActor, public: false, data });
  }
}

/* What a person wrote never waits for an hour: untried and not yet due, it waits for its files, and what was written after it waits, too. */
const takeDue: Statement = {
  name: 'outgoing-mail-take',
  text: `
    WITH due AS MATERIALIZED (
      SELECT id FROM outgoing_mail AS candidate WHERE next_attempt_at <= clock_timestamp()
        AND NOT EXISTS (
          SELECT FROM outgoing_mail AS earlier WHERE earlier.ticket_id = candidate.ticket_id
            AND earlier.recipient = candidate.recipient AND earlier.id < candidate.id AND earlier.state = 'waiting'
            AND (earlier.attempts = 1 OR earlier.attempts = 0
              AND (NOT earlier.automatic OR earlier.next_attempt_at <= clock_timestamp()))
            AND candidate.attempts = 0)
      ORDER BY next_attempt_at, id LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    UPDATE outgoing_mail mail
    SET attempts = mail.attempts + 1, next_attempt_at = clock_timestamp() + make_interval(secs => $2)
    FROM due
    WHERE mail.id = due.id
    RETURNING mail.id, mail.ticket_id AS "ticketId", mail.version, mail.kind, mail.language,
      extract(epoch FROM clock_timestamp() - mail.created_at)::float8 AS "ageSeconds", mail.recipient, mail.recipient_name AS "recipientName",
      mail.automatic, mail.message_id AS "messageId", mail.in_reply_to AS "inReplyTo", mail.thread, mail.subject, mail.body,
      mail.correlation_id AS "correlationId", mail.attempts,
      (SELECT json_build_object('address', mailbox.address, 'name', mailbox.name) FROM mailbox
        WHERE mailbox.active AND (mailbox.id = mail.mailbox_id OR mailbox.is_default)
        ORDER BY mailbox.id = mail.mailbox_id DESC NULLS LAST LIMIT 1) AS mailbox,
      (SELECT key FROM installation_key WHERE name = 'mail') AS key`,
};
const nextDue: Statement = {
  name: 'outgoing-mail-next-due',
  // No row when none waits: greatest() would make 0 of it, and the loop would never rest.
  text: `SELECT greatest(0, extract(epoch FROM min(next_attempt_at) - clock_timestamp()) * 1000)::float8 AS ms
    FROM outgoing_mail WHERE next_attempt_at IS NOT NULL HAVING count(*) > 0`,
};
const markSent: Statement = {
  name: 'outgoing-mail-sent',
  text: `UPDATE outgoing_mail SET state = 'sent', sent_at = clock_timestamp(), next_attempt_at = NULL, reason = NULL, response = $3
    WHERE id = $1 AND attempts = $2 AND state = 'waiting' RETURNING id`,
};
const retryLater: Statement = {
  name: 'outgoing-mail-retry',
  text: `UPDATE outgoing_mail SET next_attempt_at = clock_timestamp() + make_interval(secs => $3::float8 / 1000), reason = $4
    WHERE id = $1 AND attempts = $2 AND state = 'waiting'`,
};
const putOff: Statement = {
  name: 'outgoing-mail-put-off',
  text: `UPDATE outgoing_mail SET attempts = attempts - 1, reason = $4,
      next_attempt_at = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
    WHERE id = $1 AND attempts = $2 AND state = 'waiting'`,
};
const markFailed: Statement = {
  name: 'outgoing-mail-failed',
  text: `UPDATE outgoing_mail SET state = 'failed', next_attempt_at = NULL, reason = $3
    WHERE id = $1 AND attempts = $2 AND state = 'waiting' RETURNING id`,
};
