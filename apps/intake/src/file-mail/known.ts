import { Database, unseen, type Statement } from '#database';

export interface KnownMailbox {
  readonly id: string;
  readonly address: string;
  readonly language: string | null;
  readonly reopenWithinDays: number;
  readonly isDefault: boolean;
}

/** A mail that came in before. */
export interface KnownMail {
  readonly messageId: string;
  readonly id: string;
  readonly ticketId: string | null;
  readonly from: string | null;
}

/** A mail we wrote. */
export interface SentMail {
  readonly messageId: string;
  readonly ticketId: string | null;
  readonly recipient: string;
}

/** What the database knows about a batch of mails. */
export interface Known {
  /** The database's time, to the millisecond. */
  readonly at: Date;
  readonly mailKey: Buffer;
  readonly mailboxes: readonly KnownMailbox[];
  readonly mails: ReadonlyMap<string, KnownMail>;
  readonly sent: ReadonlyMap<string, SentMail>;
  /** Mails that came in before, by what their provider calls them: `nameAtProvider`. */
  readonly atProviders: ReadonlyMap<string, Omit<KnownMail, 'messageId'>>;
  /** Tickets opened within the last ten minutes by mails from an address. */
  readonly recentTickets: ReadonlyMap<string, number>;
}

interface Row {
  readonly at: Date;
  readonly mailKey: Buffer;
  readonly mailboxes: KnownMailbox[] | null;
  readonly mails: KnownMail[] | null;
  readonly sent: SentMail[] | null;
  readonly provided: (Omit<KnownMail, 'messageId'> & { provider: string; name: string })[] | null;
  readonly recent: Record<string, number> | null;
}

interface AskedMails {
  readonly messageIds?: readonly string[];
  readonly senders?: readonly string[];
  readonly provided?: readonly ProvidedName[];
}

/** What a provider calls a mail. */
export interface ProvidedName {
  readonly provider: string;
  readonly name: string;
}

export const nameAtProvider = ({ provider, name }: ProvidedName): string => `${provider} ${name}`;

/** Whose message ids these are, how much these senders sent, and which mailboxes we have: one round trip for a batch. */
export async function knownOf(
  database: Database,
  { messageIds = [], senders = [], provided = [] }: AskedMails,
): Promise<Known> {
  const [row] = await database.read<Row & Record<string, unknown>>(known, [
    messageIds,
    senders,
    provided.map(({ provider }) => provider),
    provided.map(({ name }) => name),
  ]);
  const { at, mailKey, mailboxes, mails, sent, recent } = row!;
  return {
    at,
    mailKey,
    mailboxes: mailboxes ?? [],
    mails: new Map(mails?.map((mail) => [mail.messageId, mail])),
    sent: new Map(sent?.map((mail) => [mail.messageId, mail])),
    atProviders: new Map(row!.provided?.map((mail) => [nameAtProvider(mail), mail])),
    recentTickets: new Map(Object.entries(recent ?? {})),
  };
}

/** LATERAL with LIMIT: one index probe per name whatever the planner believes about the tables' sizes. */
const known: Statement = {
  name: 'intake-mail-known',
  text: `
    SELECT date_trunc('milliseconds', clock_timestamp()) AS at,
      (SELECT key FROM installation_key WHERE name = 'mail') AS "mailKey",
      (SELECT json_agg(json_build_object('id', id, 'address', address, 'language', language,
          'reopenWithinDays', reopen_within_days, 'isDefault', is_default)) FROM mailbox) AS mailboxes,
      (SELECT json_agg(json_build_object('messageId', asked.id, 'id', mail.id, 'ticketId', mail.ticket_id, 'from', mail.from_address))
        FROM unnest(${unseen('$1::text[]')}) AS asked (id) CROSS JOIN LATERAL (
          SELECT id, ticket_id, from_address FROM inbound_mail
          WHERE message_id = asked.id AND message_id IS NOT NULL AND state <> 'repeated' LIMIT 1) mail) AS mails,
      (SELECT json_agg(json_build_object('messageId', asked.id, 'ticketId', mail.ticket_id, 'recipient', mail.recipient))
        FROM unnest(${unseen('$1::text[]')}) AS asked (id) CROSS JOIN LATERAL (
          SELECT ticket_id, recipient FROM outgoing_mail WHERE message_id = asked.id LIMIT 1) mail) AS sent,
      (SELECT json_agg(json_build_object('provider', asked.provider, 'name', asked.name, 'id', mail.id, 'ticketId', mail.ticket_id,
          'from', mail.from_address))
        FROM unnest(${unseen('$3::text[]')}, ${unseen('$4::text[]')}) AS asked (provider, name) CROSS JOIN LATERAL (
          SELECT id, ticket_id, from_address FROM inbound_mail WHERE provider = asked.provider
            AND provider_message_id = asked.name AND provider_message_id IS NOT NULL AND state <> 'repeated' LIMIT 1) mail) AS provided,
      (SELECT json_object_agg(asked.email, counted.tickets)
        FROM unnest(${unseen('$2::text[]')}) AS asked (email) CROSS JOIN LATERAL (
          SELECT count(*)::int AS tickets FROM inbound_mail
          WHERE from_address = asked.email AND filed_at > now() - interval '10 minutes' AND ticket_id = id) counted
        WHERE counted.tickets > 0) AS recent`,
};
