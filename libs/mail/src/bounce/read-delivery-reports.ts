import type { ParsedMail } from '../parsed-mail.js';
import { recogniseAutomatic } from '../automatic/recognise-automatic.js';
import { deliveryEvidence } from './delivery-evidence.js';
import { isHard, type DeliveryReport } from './delivery-report.js';
import { readFeedback } from './feedback-report.js';
import { judge } from './judge.js';
import { copiesOf, originalIdOf } from './original-mail.js';
import { splitReport } from './original-part.js';
import { addressIn } from './report-fields.js';
import { reportText, withoutFields } from './report-words.js';
import { wrappedComplaints } from './wrapped-notification.js';

const MOST_REPORTS = 200;

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
  return deliveryEvidence(mail, text, words, MOST_REPORTS).map((one) => {
    const arrived = one.action === 'delivered' || one.action === 'relayed' || one.action === 'expanded';
    const { reason, status, replyCode } = arrived
      ? {
          reason: 'delivered' as const,
          status: one.status || '2.0.0',
          replyCode: /\b2\d\d\b/.exec(one.diagnostic)?.[0] ?? '',
        }
      : judge(one);
    const diagnostic = one.diagnostic || one.around.slice(0, 500);
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
