import { newToken, readableTickets, sightOf, type AgentCaller } from '#access';
import { Database, newId } from '#database';
import { isUuid, parseTicketNumber, ticketNumber } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { domainOf, MailSettings } from '../mail-settings.js';
import type { MailQuery, MailView } from './mails.schemas.js';

type Row = Omit<MailView, 'ticket'> & { readonly ticketId: string | null; readonly number: number | null };

/** Outgoing mail as agents see it: that of the tickets they may read, and tests for who reads them all. */
@Injectable()
export class MailReader {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MailSettings) private readonly settings: MailSettings,
  ) {}

  /** Newest first; `before` is the id of the last one seen. */
  async list(
    caller: AgentCaller,
    { ticket, state }: Pick<MailQuery, 'ticket' | 'state'>,
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<MailView[]> {
    const isAll = sightOf(caller) === 'all';
    const sight = readableTickets(caller, 5);
    // Each combination is a statement of its own, so that each has the index it needs.
    const filters = [
      ...(ticket === undefined ? [] : [ticketFilters[isUuid(ticket) ? 'id' : 'number']]),
      ...(state === undefined ? [] : ['mail.state = $4']),
    ];
    const key = ticket === undefined || isUuid(ticket) ? (ticket ?? null) : (parseTicketNumber(ticket) ?? 0);
    const rows = await this.database.read<Row & Record<string, unknown>>(
      {
        name: `outgoing-mail-list-${sightOf(caller)}-${nameOf(ticket, state)}`,
        text: `SELECT ${columns} FROM outgoing_mail mail LEFT JOIN ticket ON ticket.id = mail.ticket_id
          WHERE ($1::uuid IS NULL OR mail.id < $1::uuid) AND ($3::text IS NULL OR TRUE) AND ($4::text IS NULL OR TRUE)
            ${filters.map((filter) => `AND ${filter}`).join(' ')}
            AND ${isAll ? 'TRUE' : `mail.ticket_id IS NOT NULL AND ${sight.sql}`}
          ORDER BY mail.id DESC LIMIT $2`,
      },
      [page.before, page.limit, key === null ? null : String(key), state ?? null, ...sight.values],
    );
    return rows.map(viewOf);
  }

  /** Null when there is none, or it is not for this agent. */
  async find(caller: AgentCaller, id: string): Promise<MailView | null> {
    if (!isUuid(id)) return null;
    const sight = readableTickets(caller, 2);
    const isAll = sightOf(caller) === 'all';
    const [row] = await this.database.read<Row & Record<string, unknown>>(
      {
        name: `outgoing-mail-find-${sightOf(caller)}`,
        text: `SELECT ${columns} FROM outgoing_mail mail LEFT JOIN ticket ON ticket.id = mail.ticket_id
          WHERE mail.id = $1::uuid AND ${isAll ? 'TRUE' : `mail.ticket_id IS NOT NULL AND ${sight.sql}`}`,
      },
      [id, ...sight.values],
    );
    return row ? viewOf(row) : null;
  }

  /** Lets a mail that was ended wait anew, under the Message-ID it had; false when it waits or was sent. */
  async resend(id: string): Promise<boolean> {
    return (await this.database.read(resend, [id])).length > 0;
  }

  /** Writes a test mail; gives its id. */
  async writeTest(to: AgentCaller, correlationId: string): Promise<string> {
    const id = newId();
    const from = await this.sender();
    const domain = this.settings.domain ?? (from ? domainOf(from) : 'tierline.invalid');
    const messageId = `<test.${newToken()}@${domain}>`;
    await this.database.read(writeTest, [id, to.email.toLowerCase(), to.name, messageId, correlationId]);
    return id;
  }

  async sending() {
    const [counted] = await this.database.read<{ waiting: number; overdueSeconds: number; failedLastDay: number }>(
      counts,
    );
    const { waiting = 0, overdueSeconds = 0, failedLastDay = 0 } = counted ?? {};
    const { smtp, filesMaxBytes } = this.settings;
    return {
      sends: smtp !== null,
      isDevelopment: smtp?.isDevelopment ?? false,
      from: await this.sender(),
      waiting,
      overdueSeconds: Math.max(0, overdueSeconds),
      failedLastDay,
      filesMaxBytes,
    };
  }

  private async sender(): Promise<string | null> {
    const [mailbox] = await this.database.read<{ address: string }>(defaultMailbox);
    return mailbox?.address ?? this.settings.from?.address ?? null;
  }
}

const viewOf = ({ ticketId, number, ...mail }: Row): MailView => ({
  id: mail.id,
  ticket: ticketId === null || number === null ? null : { id: ticketId, number: ticketNumber(number) },
  kind: mail.kind,
  state: mail.state,
  recipient: mail.recipient,
  subject: mail.subject,
  language: mail.language,
  automatic: mail.automatic,
  messageId: mail.messageId,
  createdAt: mail.createdAt,
  attempts: mail.attempts,
  nextAttemptAt: mail.nextAttemptAt,
  sentAt: mail.sentAt,
  reason: mail.reason,
  response: mail.response,
});

const nameOf = (ticket?: string, state?: string): string =>
  `${ticket === undefined ? '' : isUuid(ticket) ? 'id' : 'number'}-${state === undefined ? '' : 'state'}`;

const ticketFilters = {
  id: 'mail.ticket_id = $3::text::uuid',
  number: 'mail.ticket_id = (SELECT numbered.id FROM ticket numbered WHERE numbered.number = $3::text::bigint)',
} as const;

const columns = `mail.id, mail.ticket_id AS "ticketId", ticket.number, mail.kind, mail.state, mail.recipient, mail.subject,
  mail.language, mail.automatic, mail.message_id AS "messageId", mail.created_at AS "createdAt", mail.attempts,
  mail.next_attempt_at AS "nextAttemptAt", mail.sent_at AS "sentAt", mail.reason, mail.response`;
const resend = {
  name: 'outgoing-mail-resend',
  text: `UPDATE outgoing_mail SET state = 'waiting', next_attempt_at = clock_timestamp(), attempts = 0, reason = NULL
    WHERE id = $1 AND state IN ('failed', 'suppressed') RETURNING id`,
};
const writeTest = {
  name: 'outgoing-mail-test',
  text: `INSERT INTO outgoing_mail (id, kind, recipient, recipient_name, automatic, language, message_id, subject, body,
      correlation_id, created_at, state, next_attempt_at)
    VALUES ($1, 'test', $2, $3, true, 'en', $4, 'Tierline can send mail',
      E'This is a test that you asked for. It arrived, so mail from Tierline reaches you.', $5, now(), 'waiting', now())`,
};
const counts = {
  name: 'outgoing-mail-counts',
  text: `SELECT (SELECT count(*)::int FROM outgoing_mail WHERE next_attempt_at IS NOT NULL) AS waiting,
      (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(next_attempt_at)), 0)::float8
        FROM outgoing_mail WHERE next_attempt_at IS NOT NULL) AS "overdueSeconds",
      (SELECT count(*)::int FROM outgoing_mail WHERE state = 'failed' AND created_at > now() - interval '1 day') AS "failedLastDay"`,
};
const defaultMailbox = {
  name: 'outgoing-mail-default-mailbox',
  text: 'SELECT address FROM mailbox WHERE is_default AND active',
};
