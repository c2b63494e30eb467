import { steers, type Caller } from '#access';
import { named, type Database } from '#database';
import { ticketNumber } from '#domain';
import { readableTickets } from '#access';
import { z } from 'zod';

export const mailSchema = z.object({
  id: z.uuid(),
  provider: z.string(),
  receivedAt: z.iso.datetime(),
  size: z.int().meta({ description: 'Bytes, as it came; 0 when its source is kept no more.' }),
  seen: z.int().meta({ description: 'How often it came.' }),
  lastSeenAt: z.iso.datetime(),
  state: z.enum(['received', 'filed', 'repeated', 'review']).meta({
    description:
      'received: waits to be filed. repeated: a copy of the mail `repeats`. review: somebody has to look at it.',
  }),
  failure: z.string().nullable().meta({ description: 'Why it is in review, or could not be filed so far.' }),
  attempts: z.int(),
  nextAttemptAt: z.iso.datetime().nullable(),
  from: z.string().nullable(),
  subject: z.string().nullable(),
  automatic: z.string().nullable().meta({ description: 'The kind of automatic mail; null: a person wrote it.' }),
  messageId: z.string().nullable(),
  mailbox: z.string().nullable(),
  repeats: z.uuid().nullable(),
  ticket: z.object({ id: z.uuid(), number: z.string().meta({ example: 'T-1042' }) }).nullable(),
  postId: z.uuid().nullable(),
  filedAt: z.iso.datetime().nullable(),
  reviewedAt: z.iso.datetime().nullable(),
  reviewedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
});

interface Row {
  readonly number: number | null;
  readonly ticketId: string | null;
  readonly ticket?: unknown;
}

/** What became of a mail that came in. */
export interface MailView {
  readonly id: string;
  readonly state: 'received' | 'filed' | 'repeated' | 'review';
  readonly ticket: { readonly id: string; readonly number: string } | null;
  readonly [property: string]: unknown;
}

/** Mails in review that nobody has dealt with, newest first, before the one named. */
export async function mailsInReview(
  database: Database,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<MailView[]> {
  const rows = await database.read<Row & Record<string, unknown>>(inReview, [before, limit]);
  return rows.map(viewOf);
}

/** Null: there is none that this caller may see: leads and admins all, agents those on tickets they may read. */
export async function mailView(database: Database, caller: Caller, id: string): Promise<MailView | null> {
  const { sql, values } = mailsInSight(caller, 2);
  const rows = await database.read<Row & Record<string, unknown>>(
    named('intake-mail-view', `${select} WHERE mail.id = $1 AND ${sql}`),
    [id, ...values],
  );
  return rows[0] ? viewOf(rows[0]) : null;
}

/** The mails a caller may see, as a condition over `mail` and its `ticket`. */
export function mailsInSight(caller: Caller, firstParameter: number) {
  if (steers(caller)) return { sql: 'TRUE', values: [] };
  const may = readableTickets(caller, firstParameter);
  return { sql: `(ticket.id IS NOT NULL AND (${may.sql}))`, values: may.values };
}

const viewOf = ({ number, ticketId, ...mail }: Row & Record<string, unknown>): MailView =>
  Object.assign(mail, {
    ticket: number === null || ticketId === null ? null : { id: ticketId, number: ticketNumber(number) },
  }) as unknown as MailView;

const select = `SELECT mail.id, mail.provider, mail.received_at AS "receivedAt", octet_length(mail.source) AS size, mail.seen,
    mail.last_seen_at AS "lastSeenAt", mail.state, mail.failure, mail.attempts, mail.next_attempt_at AS "nextAttemptAt",
    mail.from_address AS "from", mail.subject, mail.automatic, mail.message_id AS "messageId",
    (SELECT address FROM mailbox WHERE mailbox.id = mail.mailbox_id) AS mailbox, mail.repeats, ticket.id AS "ticketId",
    ticket.number, mail.post_id AS "postId", mail.filed_at AS "filedAt", mail.reviewed_at AS "reviewedAt",
    (SELECT json_build_object('id', id, 'name', name) FROM agent WHERE agent.id = mail.reviewed_by) AS "reviewedBy"
  FROM inbound_mail mail LEFT JOIN ticket ON ticket.id = mail.ticket_id`;

const inReview = {
  name: 'intake-mail-in-review',
  text: `${select} WHERE mail.state = 'review' AND mail.reviewed_at IS NULL AND ($1::uuid IS NULL OR mail.id < $1)
    ORDER BY mail.id DESC LIMIT $2`,
};
