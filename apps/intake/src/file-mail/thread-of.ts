import { numberInSubject, ticketOfAddress, ticketOfMessageId, type MailReading } from '#mail';
import { messageKey } from './message-key.js';

/** Something in a mail that names a ticket: by id, or by number. */
export interface Clue {
  readonly by: 'own-message-id' | 'address' | 'stored-message-id' | 'subject';
  readonly ticket: string | number;
}

/**
 * The message ids a mail answers, nearest first: In-Reply-To, then References from right to left; the mail a delivery
 * report is about.
 */
export const answeredIds = (mail: Pick<MailReading, 'inReplyTo' | 'references' | 'deliveryReports'>): string[] => [
  ...new Set([
    ...mail.inReplyTo.slice(0, MOST_REFERENCES),
    ...mail.references.slice(-MOST_REFERENCES).reverse(),
    ...mail.deliveryReports.slice(0, MOST_REFERENCES).flatMap(({ originalMessageId }) => originalMessageId ?? []),
  ]),
];

const MOST_REFERENCES = 200;

/** Where a mail was sent to, as far as anything says; what Postmark calls the hash of the mailbox included. */
export const addressesOf = (
  mail: Pick<MailReading, 'recipients' | 'to' | 'cc' | 'headers'>,
  envelope: Readonly<Record<string, unknown>> = {},
): string[] => [
  ...new Set([
    ...mail.recipients,
    ...textsIn(envelope['recipients'] ?? envelope['to']),
    ...mail.to.map(({ address }) => address),
    ...mail.cc.map(({ address }) => address),
    ...['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => mail.headers.get(name) ?? []),
  ]),
];

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((each): each is string => typeof each === 'string')
      : [];

/**
 * What in a mail names a ticket, the most trustworthy first: a Message-ID that only we can have made, an address that only
 * we can have made, the Message-ID of a mail that is known, the number in the subject. `stored` has the tickets of known mails.
 */
export function cluesOf(
  key: Uint8Array,
  mail: MailReading,
  {
    envelope = {},
    stored,
  }: { readonly envelope?: Readonly<Record<string, unknown>>; readonly stored: ReadonlyMap<string, string> },
): Clue[] {
  const answered = answeredIds(mail);
  const number = numberInSubject(mail.subject);
  const found: Clue[] = [];
  const add = (by: Clue['by'], ticket: string | number | null | undefined): void => {
    if (ticket != null && !found.some((clue) => clue.ticket === ticket)) found.push({ by, ticket });
  };
  for (const id of answered) add('own-message-id', ticketOfMessageId(key, id));
  for (const address of addressesOf(mail, envelope)) add('address', ticketOfAddress(key, address));
  add('address', ticketOfAddress(key, mailboxHash(envelope)));
  for (const id of answered) add('stored-message-id', stored.get(messageKey(id) ?? ''));
  add('subject', number);
  return found;
}

const mailboxHash = (envelope: Readonly<Record<string, unknown>>): string => {
  const hash = envelope['mailboxHash'] ?? envelope['MailboxHash'];
  return typeof hash === 'string' ? hash : '';
};
