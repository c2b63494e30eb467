import type { ParsedMail } from '../parsed-mail.js';
import { isNoReply } from './no-reply.js';
import { awaySubject } from './out-of-office-subjects.js';
import { isDaemon, looksLikeReport } from './report-signs.js';

/**
 * A mail no person wrote to us.
 *   auto-reply, out-of-office  a machine answered a mail of ours
 *   delivery-report            what became of a mail of ours; see readDeliveryReports
 *   complaint                  a reader called a mail of ours spam
 *   list, bulk                 sent to many: announcements, newsletters
 *   notification               a machine tells something
 *   loop                       a desk's own automatic mail came back
 */
export interface AutomaticMail {
  readonly kind:
    'auto-reply' | 'out-of-office' | 'delivery-report' | 'complaint' | 'list' | 'bulk' | 'notification' | 'loop';
  /** In one sentence, for people. */
  readonly why: string;
}

const ANSWERED = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply', 'x-mail-autoreply', 'x-vacation'];

/**
 * Whether a mail is automatic; null for what a person wrote, also through a mailing list or a shared group address
 * (a list one can post to), and also when its program asks for no automatic answer (see `asksForNoAnswer`).
 */
export function recogniseAutomatic(mail: ParsedMail): AutomaticMail | null {
  if (mail.headers.has('x-tierline-loop')) return say('loop', 'It carries the loop header of a desk.');
  return report(mail) ?? answer(mail) ?? toMany(mail) ?? fromMachine(mail);
}

/**
 * Whether automatic answers to this mail are unwelcome although a person may have written it:
 * `X-Auto-Response-Suppress` (Exchange adds it to ordinary mail too), a no-reply sender, a null sender, a list.
 */
export function asksForNoAnswer(mail: ParsedMail): boolean {
  const suppressed = value(mail, 'x-auto-response-suppress').split(/[\s,;]+/);
  return (
    suppressed.some((word) => word === 'all' || word === 'autoreply' || word === 'oof') ||
    mail.returnPath === '' ||
    mail.headers.has('list-id') ||
    isNoReply(mail.replyTo[0]?.address ?? mail.from?.address ?? '')
  );
}

function report(mail: ParsedMail): AutomaticMail | null {
  const type = mail.contentType.value;
  const reportType = (mail.contentType.params.get('report-type') ?? '').toLowerCase();
  const has = (kind: string): boolean => mail.reports.some(({ contentType }) => contentType.endsWith(kind));
  if (reportType === 'feedback-report' || has('feedback-report') || /^feedback-type:/im.test(opening(mail))) {
    return say('complaint', 'It holds a feedback report (RFC 5965).');
  }
  if (
    /^\s*complaint about message from/i.test(mail.subject) ||
    /\\?"notificationType\\?"\s*:\s*\\?"Complaint/.test(opening(mail))
  ) {
    return say('complaint', 'A mail provider passes on the complaint of a reader.');
  }
  if (mail.headers.has('x-apple-unsubscribe')) return say('complaint', 'A mail program asks for no more mails.');
  if (reportType === 'disposition-notification' || has('disposition-notification')) {
    return say('notification', 'It is a receipt: the mail was read, or deleted (RFC 8098).');
  }
  const standard = reportType === 'delivery-status' || has('delivery-status');
  if (standard && !isForwarded(mail)) return say('delivery-report', 'It holds a delivery report (RFC 3464).');
  if (type === 'multipart/report') return say('delivery-report', 'It is a report about a mail.');
  const sign = looksLikeReport(mail);
  return sign === null ? null : say('delivery-report', sign);
}

function answer(mail: ParsedMail): AutomaticMail | null {
  const submitted = value(mail, 'auto-submitted');
  const away = awaySubject(mail.subject);
  const isAnswer = mail.inReplyTo.length > 0 || mail.references.length > 0 || mail.returnPath === '';
  const kind = away === 'no' ? 'auto-reply' : 'out-of-office';
  if (submitted.startsWith('auto-replied')) return say(kind, 'Its Auto-Submitted header says that a machine answered.');
  if (away === 'sure' || (away === 'maybe' && (isAnswer || submitted.startsWith('auto')))) {
    return say('out-of-office', 'Its subject is that of an answer given while somebody is away.');
  }
  const header = [...mail.headers.keys()].find((name) => ANSWERED.includes(name) || name.startsWith('x-autorespond'));
  if (header !== undefined && !/^(no|false|0)$/.test(value(mail, header))) {
    return say(kind, `Its header ${header} says that a machine answered.`);
  }
  if (/^auto[-_]?reply/.test(value(mail, 'precedence')))
    return say(kind, 'Its Precedence header says that a machine answered.');
  if (mail.headers.has('x-ms-exchange-inbox-rules-loop') && mail.headers.has('x-auto-response-suppress')) {
    return say(kind, 'A rule of a mailbox sent it.');
  }
  return null;
}

function toMany(mail: ParsedMail): AutomaticMail | null {
  const precedence = value(mail, 'precedence');
  const post = value(mail, 'list-post');
  const noReply = isNoReply(mail.from?.address ?? '');
  const canPost = post.includes('mailto:') || post.includes('http');
  // A person writes through a list one can post to, as every group address that forwards to a desk is.
  if (canPost && !noReply && !value(mail, 'auto-submitted').startsWith('auto')) return null;
  if (/^(bulk|junk)/.test(precedence)) return say('bulk', `Its Precedence header says ${precedence.slice(0, 20)}.`);
  const left = mail.headers.has('list-unsubscribe');
  const isList = mail.headers.has('list-id') && (left || noReply || post !== '');
  if (isList || precedence.startsWith('list')) return say('list', 'It was sent to a list one cannot post to.');
  return left ? say('bulk', 'One can unsubscribe from it.') : null;
}

function fromMachine(mail: ParsedMail): AutomaticMail | null {
  const submitted = value(mail, 'auto-submitted');
  if (submitted !== '' && !/^no\b/.test(submitted)) {
    return say('notification', 'Its Auto-Submitted header says that a machine wrote it.');
  }
  if (mail.returnPath === '') return say('notification', 'It has no sender on the wire, as only machines write.');
  if (isDaemon(mail)) return say('notification', 'A mail system sent it.');
  return null;
}

/** A person sends a report on: the question is theirs. */
function isForwarded(mail: ParsedMail): boolean {
  return (
    mail.contentType.value !== 'multipart/report' &&
    /^\s*(fwd?|wg|tr|rv|re|aw)\s*:/i.test(mail.subject) &&
    !isDaemon(mail) &&
    mail.returnPath !== ''
  );
}

const say = (kind: AutomaticMail['kind'], why: string): AutomaticMail => ({ kind, why });
const value = (mail: ParsedMail, name: string): string => (mail.headers.get(name)?.[0] ?? '').trim().toLowerCase();
const opening = (mail: ParsedMail): string => (mail.text ?? '').slice(0, 4000);
