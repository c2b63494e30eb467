import type { ParsedMail } from '../parsed-mail.js';
import { recogniseAutomatic } from '../automatic/recognise-automatic.js';
import { isHard, type DeliveryReport } from './delivery-report.js';
import { readFeedback } from './feedback-report.js';
import { judge, type Evidence } from './judge.js';
import { messageIdIn, splitReport } from './original-part.js';
import { addressIn } from './report-fields.js';
import { recipientFields, type RecipientFields } from './structured-reports.js';
import { wordsByRecipient, type RecipientWords } from './text-reports.js';
import { wrappedComplaints, wrappedNotification } from './wrapped-notification.js';

const MOST_REPORTS = 200;
const MOST_TEXT = 64_000;
const MOST_AROUND = 4000;

/**
 * What a mail says about the delivery of mails: one row for each recipient, at most 200; [] when it is no report.
 * Standard reports (RFC 3464), complaints (RFC 5965), vacation notices (RFC 3834) and the words of many mail servers.
 * Anybody can write such a mail: act on a row only when `originalMessageId` is a mail of ours to that recipient.
 */
export function readDeliveryReports(mail: ParsedMail): DeliveryReport[] {
  const automatic = recogniseAutomatic(mail);
  if (automatic === null) return [];
  if (automatic.kind === 'complaint') return complaints(mail);
  if (automatic.kind === 'auto-reply' || automatic.kind === 'out-of-office') return [vacation(mail)];
  return automatic.kind === 'delivery-report' ? failures(mail) : [];
}

function complaints(mail: ParsedMail): DeliveryReport[] {
  const text =
    mail.reports.find(({ contentType }) => contentType === 'message/feedback-report')?.text ?? mail.text ?? '';
  const wrapped = wrappedComplaints(text, MOST_REPORTS);
  const type = mail.headers.has('x-apple-unsubscribe') ? 'opt-out' : 'abuse';
  const recipients = wrapped.length > 0 ? wrapped : [recipientInCopy(mail)];
  const feedback = readFeedback(text, MOST_REPORTS) ?? { type, recipients };
  const originalMessageId = originalIdOf(mail, '');
  return feedback.recipients.map((recipient) => ({
    recipient,
    action: 'complaint',
    status: '',
    replyCode: '',
    reason: 'feedback',
    hard: false,
    diagnostic: null,
    originalMessageId,
    feedbackType: feedback.type,
  }));
}

/** Where a large provider names the reader only in the copy of the mail. */
function recipientInCopy(mail: ParsedMail): string | null {
  const copies = copiesOf(mail).map((copy) => /^x-hmxmroriginalrecipient:(.{1,400})$/im.exec(copy)?.[1] ?? '');
  return copies.map(addressIn).find((address) => address !== null) ?? null;
}

function vacation(mail: ParsedMail): DeliveryReport {
  return {
    recipient: mail.from?.address ?? null,
    action: 'vacation',
    status: '',
    replyCode: '',
    reason: 'vacation',
    hard: false,
    diagnostic: null,
    originalMessageId: mail.inReplyTo[0] ?? mail.references.at(-1) ?? null,
    feedbackType: null,
  };
}

function failures(mail: ParsedMail): DeliveryReport[] {
  const text = reportText(mail);
  const { words: all, original } = splitReport(text);
  const words = withoutFields(all);
  const originalMessageId = originalIdOf(mail, original);
  const structured = structuredOf(mail, text);
  const spoken = spokenOf(mail, words);

  const evidence: Evidence[] =
    structured.length > 0
      ? structured.map((fields) => ({
          recipient: fields.recipient,
          action: fields.action,
          status: fields.status,
          diagnostic: fields.diagnostic,
          around: aroundOf(fields, spoken, structured.length === 1 ? words : ''),
        }))
      : spoken.map((part) => ({
          recipient: part.recipient ?? failedRecipients(mail)[0] ?? null,
          action: delayed(mail, words) ? 'delayed' : 'failed',
          status: '',
          diagnostic: part.recipient === null ? '' : firstParagraph(part.words).slice(0, MOST_AROUND),
          around: (spoken.length === 1 ? `${part.words}\n${words}` : part.words).slice(0, MOST_AROUND),
        }));

  return evidence.slice(0, MOST_REPORTS).map((one) => {
    const arrived = one.action === 'delivered' || one.action === 'relayed' || one.action === 'expanded';
    const { reason, status, replyCode } = arrived
      ? {
          reason: 'delivered' as const,
          status: one.status || '2.0.0',
          replyCode: /\b2\d\d\b/.exec(one.diagnostic)?.[0] ?? '',
        }
      : judge(one);
    const diagnostic = one.diagnostic || one.around;
    return {
      recipient: one.recipient,
      action: one.action,
      status,
      replyCode,
      reason,
      // What is still tried may yet arrive.
      hard: one.action === 'failed' && isHard(reason, status),
      diagnostic: diagnostic.replaceAll(/\s+/g, ' ').trim().slice(0, 1000) || null,
      originalMessageId,
      feedbackType: null,
    };
  });
}

/** The text of a report, also where its parts are so broken that they became files. */
function reportText(mail: ParsedMail): string {
  const text = mail.text ?? mail.html?.slice(0, MOST_TEXT * 4).replaceAll(/<[^<>]{0,2000}>/g, ' ') ?? '';
  const broken = mail.attachments
    .filter(
      ({ contentType }) =>
        /^(text|multipart)\/(?!rfc822)|^message\/delivery-status/.test(contentType) || contentType === '',
    )
    .map(({ content }) => Buffer.from(content.subarray(0, MOST_TEXT)).toString('utf8').replaceAll('\r\n', '\n'));
  const whole = broken.length > 0 && !text.includes('@') ? [...broken, text] : [text, ...broken];
  return whole.join('\n').slice(0, MOST_TEXT);
}

function structuredOf(mail: ParsedMail, text: string): readonly RecipientFields[] {
  const parts = mail.reports.filter(({ contentType }) => contentType.endsWith('delivery-status'));
  const inParts = parts.flatMap((part) => recipientFields(part.text.slice(0, 400_000), MOST_REPORTS));
  if (inParts.length > 0) return inParts.slice(0, MOST_REPORTS);
  const wrapped = wrappedNotification(text, MOST_REPORTS);
  if (wrapped.length > 0) return wrapped;
  return /^[ \t>]{0,20}(final-recipient|diagnostic-code):/im.test(text) ? recipientFields(text, MOST_REPORTS) : [];
}

/** What the words say about each recipient; where X-Failed-Recipients names some of them, only those. */
function spokenOf(mail: ParsedMail, words: string): readonly RecipientWords[] {
  const senders = mail.to.map(({ address }) => address.toLowerCase());
  const spoken = wordsByRecipient(words, MOST_REPORTS, senders);
  const failed = failedRecipients(mail).map((address) => address.toLowerCase());
  const named = spoken.filter(({ recipient }) => recipient !== null && failed.includes(recipient.toLowerCase()));
  return named.length > 0 ? named : spoken;
}

/** What the words say about a recipient of the fields: its own part, or all words when it is the only one. */
function aroundOf(fields: RecipientFields, spoken: readonly RecipientWords[], all: string): string {
  const names = [fields.recipient, fields.original].filter((name) => name !== null).map((name) => name.toLowerCase());
  const own = spoken.find(({ recipient }) => recipient !== null && names.includes(recipient.toLowerCase()));
  return [own?.words ?? '', all].join('\n').trim().slice(0, MOST_AROUND);
}

/** What is said right after a recipient is named. */
function firstParagraph(words: string): string {
  const lines = words.split('\n').slice(0, 60);
  const begins = lines.findIndex((line) => /[a-z\u0080-\uffff]{3}/i.test(line));
  const ends = lines.findIndex((line, at) => at > begins && line.trim() === '');
  return begins < 0 ? '' : lines.slice(begins, ends < 0 ? undefined : ends).join('\n');
}

const FIELD_LINE =
  /^[ \t>]{0,20}(final-recipient|original-recipient|x-actual-recipient|remote-mta|reporting-mta|received-from-mta|arrival-date|last-attempt-date|will-retry-until|action|status|original-envelope-id|final-log-id):/i;

/** Report fields repeated in the words would be read as words. */
function withoutFields(words: string): string {
  return (
    words
      .split('\n')
      .filter((line) => !FIELD_LINE.test(line))
      // What went well in a transcript of an SMTP session.
      .filter((line) => !/^ ?(in: |out: [23]\d\d)/i.test(line))
      .join('\n')
  );
}

function delayed(mail: ParsedMail, words: string): boolean {
  return (
    /\bdelay(ed)?\b|^warning: (could not|message)/i.test(mail.subject) ||
    /warning (message )?only|has been delayed/i.test(words)
  );
}

function failedRecipients(mail: ParsedMail): readonly string[] {
  return (mail.headers.get('x-failed-recipients') ?? [])
    .flatMap((value) => value.split(','))
    .map(addressIn)
    .filter((address) => address !== null);
}

/** The mail a report is about: its attached copy, else the copy in the text, else what the report answers to. */
function originalIdOf(mail: ParsedMail, quoted: string): string | null {
  const ids = copiesOf(mail).map(messageIdIn);
  const inFields = mail.reports.map(({ text }) => messageIdIn(text.slice(0, MOST_TEXT)));
  const id = [...ids, ...inFields].find((one) => one !== null);
  return id ?? messageIdIn(quoted) ?? mail.inReplyTo[0] ?? mail.references.at(-1) ?? null;
}

/** The beginnings of the copies of mails a report carries, its headers above all. */
function copiesOf(mail: ParsedMail): string[] {
  const reports = mail.reports.filter(({ contentType }) => /rfc822|global-headers|message\/global$/.test(contentType));
  const attached = mail.attachments.filter(({ contentType }) =>
    /^(message\/rfc822|text\/rfc822-headers)$/.test(contentType),
  );
  return [
    ...reports.map(({ text }) => text.slice(0, MOST_TEXT)),
    ...attached.map(({ content }) => Buffer.from(content.subarray(0, MOST_TEXT)).toString('latin1')),
  ];
}
