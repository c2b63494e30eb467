import { email } from '#http';
import { isNoReply, withoutPlus, type MailAddress, type MailAuthentication, type MailReading } from '#mail';
import { cleanLine } from './clean-text.js';

/**
 * Whether the mail is from whom it says. `proven`: the sender's domain vouches for the From address (DMARC, or SPF of the
 * same domain). `refuted`: it says that this is not its mail. `unknown`: nobody looked, or nobody knows.
 */
export type Authenticity = 'proven' | 'unknown' | 'refuted';

export interface Sender {
  /** In lower case. */
  readonly email: string;
  readonly name: string | null;
  readonly authenticity: Authenticity;
  /** Whether it is one of our own mailboxes. */
  readonly isOurs: boolean;
  /** Only Reply-To says who it is, which nothing vouches for: anybody can fill in a form. */
  readonly isOnlySaid: boolean;
}

const address = email();
export const usableAddress = (given: string): string | null => {
  const lower = given.trim().toLowerCase();
  return address.safeParse(lower).success ? lower : null;
};

const domainOf = (given: string): string => given.slice(given.lastIndexOf('@') + 1).toLowerCase();

export function authenticityOf({ spf, mailFrom, dkim, dmarc }: MailAuthentication, from: string): Authenticity {
  if (dmarc !== null) return dmarc === 'pass' ? 'proven' : 'refuted';
  // SPF speaks for the sender on the wire, which may be anybody's domain, and which only whoever looked knows: a header of the
  // mail that names it may be the sender's own.
  if (spf === 'pass' && mailFrom !== null && domainOf(mailFrom) === domainOf(from)) return 'proven';
  const failed = spf === 'fail' || dkim === 'fail';
  return failed && spf !== 'pass' && dkim !== 'pass' ? 'refuted' : 'unknown';
}

/**
 * Who wrote: the From address. A form on our own web site writes as a no-reply address of ours and puts the visitor into
 * Reply-To: then it is he, though nothing proves it. Null: nobody who could be answered.
 */
export function senderOf(
  mail: Pick<MailReading, 'from' | 'replyTo' | 'authentication'>,
  ourMailboxes: ReadonlySet<string>,
): Sender | null {
  const replyTo = mail.replyTo.length === 1 ? mail.replyTo[0]! : null;
  const from = mail.from && usableAddress(mail.from.address);
  if (!from) return replyTo && visitor(replyTo);
  const isOurs = ourMailboxes.has(withoutPlus(from));
  const ofOurDomain = [...ourMailboxes].some((mailbox) => domainOf(mailbox) === domainOf(from));
  if (!isOurs && ofOurDomain && replyTo && isNoReply(from) && !ourMailboxes.has(withoutPlus(replyTo.address))) {
    const behindForm = visitor(replyTo);
    if (behindForm) return behindForm;
  }
  const authenticity = authenticityOf(mail.authentication, from);
  return { email: from, name: cleanLine(mail.from?.name ?? null, 200), authenticity, isOurs, isOnlySaid: false };
}

function visitor({ address: given, name }: MailAddress): Sender | null {
  const usable = usableAddress(given);
  if (usable === null) return null;
  return { email: usable, name: cleanLine(name, 200), authenticity: 'unknown', isOurs: false, isOnlySaid: true };
}
