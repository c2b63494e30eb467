import { run, type LockedTicket, type Statement, type Tx } from '#database';
import type { CalendarSpec } from '#domain';
import { Injectable } from '@nestjs/common';
import type { MailKind, NotificationKind } from '../notification-kinds.js';
import type { Mailbox, Opening } from './compose.js';
import type { LoggedEvent, Rules } from './decide.js';
import { LOOK_BACK_MINUTES } from './loop-limits.js';
import type { ThreadedMail } from './mail-thread.js';
import type { Person } from './recipients.js';

/** What has to be known about a ticket to write mail about it. */
export interface Surroundings {
  readonly requester: Person;
  readonly participants: readonly Person[];
  readonly opening: Opening;
  readonly mailbox: Mailbox | null;
  readonly ownAddresses: readonly string[];
  readonly agentEmails: readonly { readonly id: string; readonly email: string }[];
  readonly ownTexts: readonly { readonly kind: string; readonly language: string; readonly body: string }[];
  /** When automatic mail may arrive; null: always. */
  readonly hours: CalendarSpec | null;
  /** What Message-IDs are made with. */
  readonly key: Buffer;
  /** All mail on the ticket, oldest first. */
  readonly thread: readonly ThreadedMail[];
  /** The automatic mails that the requester's address got lately; `at` is milliseconds since 1970. */
  readonly earlier: readonly { readonly at: number; readonly sameTicket: boolean }[];
}

/** What is new on a ticket, and who may have to hear of it. */
export interface News {
  /** The version up to which the ticket's log was looked at; 0 for not at all. */
  readonly seen: number;
  /** What happened after it, oldest first. */
  readonly events: readonly LoggedEvent[];
  readonly rules: Rules;
  /** Whether any webhook is told of anything. */
  readonly hasSubscribers: boolean;
}

/** A mail to be written. Nothing of it changes afterwards but what becomes of it. */
export interface NewMail {
  readonly id: string;
  readonly ticketId: string | null;
  readonly version: number | null;
  readonly kind: MailKind;
  readonly recipient: string;
  readonly recipientName: string | null;
  readonly mailboxId: string | null;
  readonly automatic: boolean;
  readonly language: string;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly thread: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly correlationId: string;
  readonly createdAt: Date;
  readonly state: 'waiting' | 'failed' | 'suppressed';
  readonly reason: string | null;
  /** Not before; null unless it waits. */
  readonly nextAttemptAt: Date | null;
}

/** The rows of `notification_cursor` and the new ones of `outgoing_mail`. Only this app writes them. */
@Injectable()
export class NotificationStore {
  async news(tx: Tx, ticketId: string): Promise<News> {
    const rows = await run<NewsRow>(tx, readNews, [ticketId]);
    const { seen, rules, hasSubscribers } = rows[0]!;
    return {
      seen,
      events: rows[0]!.version === null ? [] : (rows as LoggedEvent[]),
      rules: new Map(rules.map(({ kind, since }) => [kind, new Date(since)])),
      hasSubscribers,
    };
  }

  async surroundings(tx: Tx, { id, requesterId, organisationId }: LockedTicket): Promise<Surroundings> {
    const [row] = await run<Surroundings & Record<string, unknown>>(tx, readSurroundings, [
      id,
      requesterId,
      organisationId,
    ]);
    return row!;
  }

  /**
   * Writes the mails, and that the log was looked at up to the ticket's version. Automatic mails of the outdated kinds that have
   * waited for their hour are not sent any more. Gives the ids of the mails that were not there before.
   */
  async write(
    tx: Tx,
    { id, version }: LockedTicket,
    outdated: readonly NotificationKind[],
    mails: readonly NewMail[],
  ): Promise<ReadonlySet<string>> {
    const rows = await run<{ id: string }>(tx, write, [id, version, outdated, JSON.stringify(mails)]);
    return new Set(rows.map((row) => row.id));
  }

  /** Whether the ticket already says that mail to this address is held back. */
  async isSuppressionTold(tx: Tx, ticketId: string, recipient: string): Promise<boolean> {
    return (await run(tx, suppressionTold, [ticketId, recipient])).length > 0;
  }
}

/** Each event beside what is the same in all rows; one row without an event when nothing happened since. */
interface NewsRow extends Omit<LoggedEvent, 'version'> {
  readonly seen: number;
  /** `since` is milliseconds since 1970. */
  readonly rules: readonly { readonly kind: NotificationKind; readonly since: number }[];
  readonly hasSubscribers: boolean;
  readonly version: number | null;
}

/** Of an instant, as JSON has it. */
const milliseconds = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000)::float8`;

/* What happened before there was mail is told to nobody: a ticket from before has a log, but no cursor. */
const readNews: Statement = {
  name: 'notification-news',
  text: `SELECT looked.seen, looked.rules, looked.subscribers AS "hasSubscribers", event.*
    FROM (SELECT coalesce((SELECT version FROM notification_cursor WHERE ticket_id = $1), 0) AS seen,
        (SELECT coalesce(json_agg(json_build_object('kind', kind, 'since', ${milliseconds('since')})), '[]')
          FROM notification_rule WHERE enabled) AS rules,
        EXISTS (SELECT FROM webhook_subscription WHERE active) AS subscribers) looked
      LEFT JOIN LATERAL (
        SELECT event.version, event.type, event.at, move.action, event.actor_kind AS "actorKind",
          event.actor_id AS "actorId", event.actor_name AS "actorName", event.public, event.data,
          (SELECT body FROM post WHERE post.ticket_id = event.ticket_id AND post.id::text = event.data->>'postId' AND post.public) AS post
        FROM ticket_event event LEFT JOIN ticket_transition move USING (ticket_id, version)
        WHERE event.ticket_id = $1 AND event.version > looked.seen
          AND event.at >= (SELECT created_at FROM installation_key WHERE name = 'mail')) event ON true
    ORDER BY event.version`,
};

const person = (contact: string): string => `json_build_object('id', ${contact}.id, 'email', ${contact}.email,
  'name', ${contact}.name, 'verified', ${contact}.verified_at IS NOT NULL, 'bounce', ${contact}.bounce,
  'bounceReason', ${contact}.bounce_reason)`;

/* The mailbox is the one the ticket's first mail came to, while it is in use; else the default. */
const readSurroundings: Statement = {
  name: 'notification-surroundings',
  text: `
    SELECT ${person('requester')} AS requester,
      coalesce((SELECT json_agg(${person('contact')}) FROM ticket_participant part JOIN contact ON contact.id = part.contact_id
        WHERE part.ticket_id = $1 AND part.verified), '[]') AS participants,
      json_build_object('actorKind', opened.actor_kind, 'actorId', opened.actor_id,
        'mail', CASE WHEN by_mail.post_id IS NOT NULL THEN
          json_build_object('automatic', by_mail.automatic IS NOT NULL, 'refuted', NOT by_mail.verified) END) AS opening,
      (SELECT json_build_object('id', mailbox.id, 'address', mailbox.address, 'name', mailbox.name,
          'language', mailbox.language, 'acknowledge', mailbox.acknowledge)
        FROM mailbox WHERE mailbox.active AND (mailbox.is_default OR mailbox.id = first.mailbox_id)
        ORDER BY mailbox.id = first.mailbox_id DESC NULLS LAST LIMIT 1) AS mailbox,
      coalesce((SELECT json_agg(address) FROM mailbox), '[]') AS "ownAddresses",
      coalesce((SELECT json_agg(json_build_object('id', agent.id, 'email', lower(agent.email))) FROM agent
        WHERE agent.id::text IN (SELECT actor_id FROM ticket_event WHERE ticket_id = $1 AND actor_kind = 'agent')), '[]') AS "agentEmails",
      coalesce((SELECT json_agg(json_build_object('kind', kind, 'language', language, 'body', body)) FROM mail_template), '[]') AS "ownTexts",
      (SELECT calendar FROM quiet_hours WHERE organisation_id = $3 OR organisation_id IS NULL
        ORDER BY organisation_id NULLS LAST LIMIT 1) AS hours,
      (SELECT key FROM installation_key WHERE name = 'mail') AS key,
      coalesce((SELECT json_agg(json_build_object('messageId', message_id, 'inbound', inbound, 'address', address,
          'automatic', automatic) ORDER BY at, inbound DESC, message_id) FROM (
        SELECT message_id, true AS inbound, from_address AS address, automatic IS NOT NULL AS automatic, received_at AS at
        FROM inbound_mail WHERE ticket_id = $1 AND state = 'filed' AND message_id IS NOT NULL
        UNION ALL
        SELECT message_id, false, recipient, automatic, created_at
        FROM outgoing_mail WHERE ticket_id = $1 AND state IN ('waiting', 'sent')
      ) mail), '[]') AS thread,
      coalesce((SELECT json_agg(json_build_object('at', ${milliseconds('created_at')}, 'sameTicket', ticket_id IS NOT DISTINCT FROM $1::uuid))
        FROM outgoing_mail WHERE automatic AND recipient = requester.email AND state <> 'suppressed'
          AND created_at > clock_timestamp() - interval '${LOOK_BACK_MINUTES} minutes'), '[]') AS earlier
    FROM contact requester
    JOIN ticket_event opened ON opened.ticket_id = $1 AND opened.version = 1
    LEFT JOIN post_mail by_mail ON by_mail.post_id = (opened.data->>'postId')::uuid
    LEFT JOIN LATERAL (SELECT mailbox_id FROM inbound_mail mail
      WHERE mail.ticket_id = $1 AND mail.mailbox_id IS NOT NULL ORDER BY mail.received_at LIMIT 1) first ON true
    WHERE requester.id = $2`,
};
const write: Statement = {
  name: 'notification-write',
  text: `
    WITH outdated AS (
      UPDATE outgoing_mail SET state = 'suppressed', next_attempt_at = NULL, reason = 'It was held back, and no longer holds.'
      WHERE ticket_id = $1 AND automatic AND state = 'waiting' AND attempts = 0 AND kind = ANY ($3::text[])
        AND next_attempt_at > clock_timestamp()
    ), looked AS (
      INSERT INTO notification_cursor (ticket_id, version) VALUES ($1, $2)
      ON CONFLICT (ticket_id) DO UPDATE SET version = greatest(notification_cursor.version, excluded.version)
    )
    INSERT INTO outgoing_mail (id, ticket_id, version, kind, recipient, recipient_name, mailbox_id, automatic, language,
      message_id, in_reply_to, thread, subject, body, correlation_id, created_at, state, reason, next_attempt_at)
    SELECT id, "ticketId", version, kind, recipient, "recipientName", "mailboxId", automatic, language, "messageId",
      "inReplyTo", thread, subject, body, "correlationId", "createdAt", state, reason, "nextAttemptAt"
    FROM jsonb_to_recordset($4::jsonb) AS mail (id uuid, "ticketId" uuid, version int, kind text, recipient text,
      "recipientName" text, "mailboxId" uuid, automatic boolean, language text, "messageId" text, "inReplyTo" text,
      thread text[], subject text, body text, "correlationId" text, "createdAt" timestamptz, state text, reason text,
      "nextAttemptAt" timestamptz)
    ON CONFLICT (ticket_id, version, kind, recipient) DO NOTHING RETURNING id`,
};
const suppressionTold: Statement = {
  name: 'notification-suppression-told',
  text: `SELECT FROM ticket_event WHERE ticket_id = $1 AND type = 'mail.suppressed' AND data->>'recipient' = $2 LIMIT 1`,
};
