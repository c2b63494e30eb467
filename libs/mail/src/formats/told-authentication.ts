import type { MailAddress, MailAuthentication } from '../parsed-mail.js';
import type { Header } from './mail-of-headers.js';

type Verdict = 'pass' | 'fail' | null;

/** What a provider says it found out, in its own words. */
export interface Told {
  readonly spf?: string | null;
  /** One verdict for the mail, or one for each domain that signed. */
  readonly dkim?: string | null | ReadonlyMap<string, string>;
  readonly dmarc?: string | null;
}

/**
 * A provider's verdicts as verdicts on the sender's domain. That a mail is signed, or comes from where its envelope says,
 * proves nothing about From: only the domain of From, or one above or below it, counts for a pass (RFC 7489, relaxed).
 */
export function toldAuthentication(
  { spf, dkim, dmarc }: Told,
  mail: { readonly from: MailAddress | null; readonly returnPath: string | null; readonly signers: readonly string[] },
): MailAuthentication {
  const from = domainOf(mail.from?.address ?? '');
  const sender = domainOf(mail.returnPath ?? '');
  return {
    spf: only(verdict(spf), aligned(from, sender)),
    mailFrom: mail.returnPath,
    dkim:
      typeof dkim === 'object' && dkim !== null
        ? ofDomains(dkim, from)
        : only(verdict(dkim), mail.signers.length > 0 && mail.signers.every((signer) => aligned(from, signer))),
    dmarc: verdict(dmarc),
  };
}

/** The domains that say they signed a mail. */
export const signersIn = (headers: readonly Header[]): string[] =>
  headers
    .filter(([name]) => name.toLowerCase() === 'dkim-signature')
    .flatMap(([, value]) => /(?:^|;)\s*d\s*=\s*([^\s;]+)/i.exec(value)?.[1]?.toLowerCase() ?? []);

function ofDomains(dkim: ReadonlyMap<string, string>, from: string): Verdict {
  const own = [...dkim].filter(([domain]) => aligned(from, domain.toLowerCase())).map(([, said]) => verdict(said));
  return own.includes('pass') ? 'pass' : own.includes('fail') ? 'fail' : null;
}

const only = (found: Verdict, isAligned: boolean): Verdict => (found === 'pass' && !isAligned ? null : found);

function verdict(said: string | null | undefined): Verdict {
  const word = /[a-z]+/i.exec(said ?? '')?.[0].toLowerCase() ?? '';
  if (word === 'pass') return 'pass';
  return ['fail', 'softfail', 'hardfail', 'permerror', 'bad', 'invalid'].includes(word) ? 'fail' : null;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

const aligned = (from: string, domain: string): boolean =>
  from !== '' &&
  domain.includes('.') &&
  (from === domain || from.endsWith(`.${domain}`) || (from.includes('.') && domain.endsWith(`.${from}`)));
