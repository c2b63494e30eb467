import { codesIn, isSpecific } from './codes.js';
import type { BounceReason, DeliveryAction } from './delivery-report.js';
import { delivererSays, quotedAnswer } from './quoted-answer.js';
import { REASON_PHRASES } from './reason-phrases.js';
import { plain, says } from './says.js';
import { refusedCommand, type SmtpCommand } from './smtp-command.js';
import { isVague, reasonOfStatus } from './status-reasons.js';

/** What is known of one failed delivery before it is judged. */
export interface Evidence {
  /** The refusing server's own words; '' when the report quotes none. */
  readonly diagnostic: string;
  /** What the report says in its own words about this recipient. */
  readonly around: string;
  /** The report's Status field; '' when there is none. */
  readonly status: string;
  readonly action: DeliveryAction;
  readonly recipient: string | null;
}

export interface Judgement {
  readonly reason: BounceReason;
  readonly status: string;
  readonly replyCode: string;
}

/** The reason of a failure: the words of the server, then its codes, then the report's words, then what is left. */
export function judge(evidence: Evidence): Judgement {
  const codes = judgeCodes(evidence);
  const said = plain(withoutNames(evidence.diagnostic));
  const around = plain(withoutNames(evidence.around));
  const command = refusedCommand(said) ?? refusedCommand(around);
  const reason =
    fromWords(delivererSays(around), '', command) ??
    fromWords(quotedAnswer(said), codes.status, command) ??
    fromWords(said, codes.status, command) ??
    fromStatus(codes.status, false) ??
    fromWords(quotedAnswer(around), codes.status, command) ??
    fromWords(around, codes.status, command) ??
    fromStatus(codes.status, true) ??
    fromContext(evidence, codes.replyCode, command, said || around);
  return { reason, status: codes.status, replyCode: codes.replyCode };
}

function judgeCodes({ diagnostic, around, status, action }: Evidence): Omit<Judgement, 'reason'> {
  const inner = codesIn(diagnostic);
  const outer = diagnostic === '' || inner.reply === '' || inner.status === '' ? codesIn(around) : inner;
  const known = [inner.status, status, outer.status];
  const replyCode = inner.reply || outer.reply;
  const best = known.find(isSpecific) ?? known.find((code) => code !== '');
  if (best) return { status: best, replyCode };
  if (replyCode) return { status: `${replyCode[0]}.0.0`, replyCode };
  return { status: action === 'delayed' ? '4.0.0' : '5.0.0', replyCode };
}

function fromWords(text: string, status: string, command: SmtpCommand | null): BounceReason | null {
  if (text === '') return null;
  const line = REASON_PHRASES.find(([, phrases]) => phrases.some((phrase) => says(text, phrase)));
  if (line === undefined) return null;
  const [found, , weight] = line;
  const byStatus = isSpecific(status) && !isVague(status) ? reasonOfStatus(status) : null;
  if (byStatus && weight === 'general') return byStatus;
  if (found === 'systemerror' && command === 'CONN') return 'blocked';
  if (found === 'mesgtoobig' && byStatus === 'exceedlimit') return byStatus;
  if (found === 'suspend' && byStatus === 'userunknown') return byStatus;
  if (found === 'userunknown' || found === 'hostunknown') {
    // Said of our MAIL FROM, the unknown one is the sender.
    if (command === 'MAIL' || byStatus === 'rejected') return 'rejected';
    if (command === 'CONN') return 'blocked';
    if (byStatus === 'hasmoved' || byStatus === 'hostunknown') return byStatus;
  }
  if (found === 'userunknown' && isFiltersAnswer(text, status, command)) return 'filtered';
  return found;
}

/**
 * "User unknown" after the whole mail was taken is a filter's way to say no, and so are those words of carriers that leave the
 * address out, and those with a code that says something else; a code of a directory (x.1.x) is believed.
 */
function isFiltersAnswer(text: string, status: string, command: SmtpCommand | null): boolean {
  if (/^[45]\.1\./.test(status) || command === 'RCPT' || says(text, 'invalid recipient')) return false;
  if (command === 'DATA' || /^\d{3}:? : user unknown/.test(text)) return true;
  return /^[45]\.[27]\./.test(status) && !says(text, 'bad-mailbox');
}

function fromStatus(status: string, vagueToo: boolean): BounceReason | null {
  if (!isSpecific(status) || (!vagueToo && isVague(status))) return null;
  return reasonOfStatus(status);
}

function fromContext(
  { action, recipient }: Evidence,
  replyCode: string,
  command: SmtpCommand | null,
  words: string,
): BounceReason {
  if (action === 'delayed') return 'expired';
  if (command === 'CONN') return 'blocked';
  if (command === 'MAIL') return 'rejected';
  // Refused without any word about why.
  if (command === 'RCPT' && /recipient (address )?rejected\W{0,5}($|in reply)/.test(words)) return 'userunknown';
  if (/^50[0-4]$/.test(replyCode)) return 'syntaxerror';
  if (replyCode === '552') return 'mailboxfull';
  return words !== '' && recipient !== null ? 'onhold' : 'undefined';
}

/** Addresses and paths can hold any word: they do not count. Of a link only the host stays. */
function withoutNames(text: string): string {
  return text
    .slice(0, 6000)
    .replaceAll(/https?:\/\/([^\s/<>]{1,200})[^\s<>]{0,500}/g, ' $1 ')
    .replaceAll(/[^\s<>@"]{1,200}@[^\s<>@"]{1,200}/g, ' ');
}
