import { withoutPlus, type MailReading } from '#mail';
import { cleanLine, cleanText } from './clean-text.js';
import { nameAtProvider, type Known, type KnownMail, type KnownMailbox, type ProvidedName } from './known.js';
import { collidingKey, messageKey, synthesisedKey } from './message-key.js';
import { senderOf, usableAddress, type Sender } from './sender.js';
import type { TakenMail } from './taken-mail.js';
import { addressesOf } from './thread-of.js';

/** A mail that was taken and read. */
export interface ReadMail {
  readonly taken: TakenMail;
  readonly reading: MailReading;
}

/** A mail that was read, with what is known about it before anybody asks for its ticket. */
export interface Letter extends ReadMail {
  readonly sender: Sender;
  /** Its own, or one made from what it says; no other mail in the database has it. */
  readonly messageId: string;
  /** What its provider calls it, if nobody else's mail is called so. */
  readonly providerMessageId: string | null;
  readonly mailbox: KnownMailbox | null;
  readonly subject: string;
  /** What it adds, as a post. */
  readonly body: string;
  /** Everybody else it was sent to, without ourselves; in lower case. */
  readonly others: readonly { readonly email: string; readonly name: string | null }[];
}

/** As long as what is posted through the API. */
const LONGEST_BODY = 100_000;
const LONGEST_SUBJECT = 1_000;
const MOST_OTHERS = 30;

export const keyOf = ({ reading, taken }: ReadMail): string =>
  (reading.messageId === null ? null : messageKey(reading.messageId)) ?? synthesisedKey(reading, taken.sourceHash);

/** Null: its provider has no name for it. */
export function providedNameOf({ reading, taken }: ReadMail): ProvidedName | null {
  const name = cleanLine(reading.providerMessageId, 500);
  return name === null ? null : { provider: taken.provider, name };
}

/** Null: nobody it could be from. */
export function letterOf(mail: ReadMail, { mailboxes, mails, atProviders }: Known): Letter | null {
  const { reading, taken } = mail;
  const ours = new Set(mailboxes.map(({ address }) => address));
  const sender = senderOf(reading, ours);
  if (!sender) return null;
  const key = keyOf(mail);
  const before = mails.get(key);
  const isAnothers = (known: Pick<KnownMail, 'id' | 'from'> | undefined): boolean =>
    known !== undefined && known.id !== taken.id && known.from !== sender.email;
  const provided = providedNameOf(mail);
  const isItsOwn = provided !== null && !isAnothers(atProviders.get(nameAtProvider(provided)));
  return {
    taken,
    reading,
    sender,
    messageId: isAnothers(before) ? collidingKey(taken.sourceHash) : key,
    providerMessageId: isItsOwn ? provided.name : null,
    mailbox: mailboxOf(mail, mailboxes),
    subject: cleanLine(reading.subject, LONGEST_SUBJECT) ?? '(no subject)',
    body: bodyOf(reading),
    others: othersOf(reading, sender.email, ours),
  };
}

function bodyOf({ newText, text, attachments }: MailReading): string {
  const said = [newText, text].map((each) => cleanText(each, LONGEST_BODY).trim()).find((each) => each !== '');
  return said ?? (attachments.length > 0 ? '(no text, only attachments)' : '(no text)');
}

/** Our mailbox that a mail is for; the one for everything else when it names none of ours. */
function mailboxOf({ reading, taken }: ReadMail, mailboxes: readonly KnownMailbox[]): KnownMailbox | null {
  const byAddress = new Map(mailboxes.map((mailbox) => [mailbox.address, mailbox]));
  for (const address of addressesOf(reading, taken.envelope)) {
    const found = byAddress.get(address.trim().toLowerCase()) ?? byAddress.get(withoutPlus(address));
    if (found) return found;
  }
  return mailboxes.find(({ isDefault }) => isDefault) ?? null;
}

function othersOf({ to, cc }: MailReading, sender: string, ours: ReadonlySet<string>): Letter['others'] {
  const others = new Map<string, string | null>();
  for (const { address, name } of [...to, ...cc]) {
    const email = usableAddress(address);
    if (!email || email === sender || ours.has(email) || ours.has(withoutPlus(email)) || others.has(email)) continue;
    if (others.size < MOST_OTHERS) others.set(email, cleanLine(name, 200));
  }
  return [...others].map(([email, name]) => ({ email, name }));
}
