import { run, type LockedTicket, type Statement, type Tx } from '#database';
import type { CalendarSpec } from '#domain';
import { Injectable } from '@nestjs/common';
import type { MailKind, NotificationKind } from '../notification-kinds.js';
import type { Mailbox, Opening } from './compose.js';
import type { LoggedEvent, Rules } from './decide.js';
import type { Earlier } from './loop-limits.js';
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
  /** The version up to which the ticket's log was looked at; 0 for not at all. */
  async seenUpTo(tx: Tx, ticketId: string): Promise<number> {
    const [cursor] = await run<{ version: number }>(tx, readCursor, [ticketId]);
    return cursor?.version ?? 0;
  }

  /** The log was looked at so far. Automatic mails of these kinds that have waited for their hour are not sent any more. */
  async look(tx: Tx, ticketId: string, version: number, outdated: readonly NotificationKind[]): Promise<void> {
    await run(tx, writeCursor, [ticketId, version, outdated]);
  }

  async rules(tx: Tx): Promise<Rules> {
    const rows = await run<{ kind: NotificationKind; since: Date }>(tx, readRules, []);
    return new Map(rows.map(({ kind, since }) => [kind, since]));
  }

  /** What happened on the ticket after `version`, oldest first. */
  eventsAfter(tx: Tx, ticketId: string, version: number): Promise<LoggedEvent[]> {
    return run<LoggedEvent & Record<string, unknown>>(tx, readEvents, [ticketId, version]);
  }

  async surroundings(tx: Tx, { id, requesterId, organisationId }: LockedTicket): Promise<Surroundings> {
    const [row] = await run<Surroundings & Record<string, unknown>>(tx, readSurroundings, [
      id,
      requesterId,
      organisationId,
    ]);
    return row!;
  }

  /** All mail on the ticket, oldest first. */
  thread(tx: Tx, ticketId: string): Promise<ThreadedMail[]> {
    return run<ThreadedMail & Record<string, unknown>>(tx, readThread, [ticketId]);
  }

  /** The automatic mails that addresses got lately. */
  earlier(tx: Tx, ticketId: string, recipients: readonly string[]): Promise<(Earlier & { recipient: string })[]> {
    return run<Earlier & { recipient: string }>(tx, readEarlier, [ticketId, recipients, LOOK_BACK_MINUTES]);
  }

  /** Gives the ids of those that were not there before. */
  async insert(tx: Tx, mails: readonly NewMail[]): Promise<ReadonlySet<string>> {
    const rows = await run<{ id: string }>(tx, insertMails, [JSON.stringify(mails)]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Whether the ticket already says that mail to this address is held back. */
  async isSuppressionTold(tx: Tx, ticketId: string, recipient: string): Promise<boolean> {
    return (await run(tx, suppressionTold, [ticketId, recipient])).length > 0;
  }
}

const readCursor: Statement = {
  name: 'notification-cursor',
  text: 'SELECT version FROM notification_cursor WHERE ticket_id = $1',
};
const writeCursor: Statement = {
  name: 'notification-cursor-write',
  text: `WITH outdated AS (
      UPDATE outgoing_mail SET state = 'suppressed', next_attempt_at = NULL, reason = 'It was held back, and no longer holds.'
      WHERE ticket_id = $1 AND automatic AND state = 'waiting' AND attempts = 0 AND kind = ANY ($3::text[])
        AND next_attempt_at > clock_timestamp()
    )
    INSERT INTO notification_cursor (ticket_id, version) VALUES ($1, $2)
    ON CONFLICT (ticket_id) DO UPDATE SET version = greatest(notification_cursor.version, excluded.version)`,
};
const readRules: Statement = {
  name: 'notification-rules',
  text: 'SELECT kind, since FROM notification_rule WHERE enabled',
};
/* What happened before there was mail is told to nobody: a ticket from before has a log, but no cursor. */
const readEvents: Statement = {
  name: 'notification-events',
  text: `SELECT event.version, event.type, event.at, move.action, event.actor_kind AS "actorKind",
      event.actor_id AS "actorId", event.actor_name AS "actorName", event.public, event.data,
      (SELECT body FROM post WHERE post.ticket_id = event.ticket_id AND post.id::text = event.data->>'postId' AND post.public) AS post
    FROM ticket_event event LEFT JOIN ticket_transition move USING (ticket_id, version)
    WHERE event.ticket_id = $1 AND event.version > $2
      AND event.at >= (SELECT created_at FROM installation_key WHERE name = 'mail')
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
      (SELECT key FROM installation_key WHERE name = 'mail') AS key
    FROM contact requester
    JOIN ticket_event opened ON opened.ticket_id = $1 AND opened.version = 1
    LEFT JOIN post_mail by_mail ON by_mail.post_id = (opened.data->>'postId')::uuid
    LEFT JOIN LATERAL (SELECT mailbox_id FROM inbound_mail mail
      WHERE mail.ticket_id = $1 AND mail.mailbox_id IS NOT NULL ORDER BY mail.received_at LIMIT 1) first ON true
    WHERE requester.id = $2`,
};
const readThread: Statement = {
  name: 'notification-thread',
  text: `
    SELECT message_id AS "messageId", inbound, address, automatic FROM (
      SELECT message_id, true AS inbound, from_address AS address, automatic IS NOT NULL AS automatic, received_at AS at
      FROM inbound_mail WHERE ticket_id = $1 AND state = 'filed' AND message_id IS NOT NULL
      UNION ALL
      SELECT message_id, false, recipient, automatic, created_at
      FROM outgoing_mail WHERE ticket_id = $1 AND state IN ('waiting', 'sent')
    ) mail ORDER BY at, inbound DESC, message_id`,
};
const readEarlier: Statement = {
  name: 'notification-earlier',
  text: `SELECT recipient, created_at AS at, ticket_id IS NOT DISTINCT FROM $1::uuid AS "sameTicket" FROM outgoing_mail
    WHERE automatic AND recipient = ANY ($2::text[]) AND state <> 'suppressed'
      AND created_at > clock_timestamp() - make_interval(mins => $3)`,
};
const insertMails: Statement = {
  name: 'notification-insert',
  text: `
    INSERT INTO outgoing_mail (id, ticket_id, version, kind, recipient, recipient_name, mailbox_id, automatic, language,
      message_id, in_reply_to, thread, subject, body, correlation_id, created_at, state, reason, next_attempt_at)
    SELECT id, "ticketId", version, kind, recipient, "recipientName", "mailboxId", automatic, language, "messageId",
      "inReplyTo", thread, subject, body, "correlationId", "createdAt", state, reason, "nextAttemptAt"
    FROM jsonb_to_recordset($1::jsonb) AS mail (id uuid, "ticketId" uuid, version int, kind text, recipient text,
      "recipientName" text, "mailboxId" uuid, automatic boolean, language text, "messageId" text, "inReplyTo" text,
      thread text[], subject text, body text, "correlationId" text, "createdAt" timestamptz, state text, reason text,
      "nextAttemptAt" timestamptz)
    ON CONFLICT (ticket_id, version, kind, recipient) DO NOTHING RETURNING id`,
};
const suppressionTold: Statement = {
  name: 'notification-suppression-told',
  text: `SELECT FROM ticket_event WHERE ticket_id = $1 AND type = 'mail.suppressed' AND data->>'recipient' = $2 LIMIT 1`,
};
