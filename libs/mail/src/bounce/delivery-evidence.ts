import type { ParsedMail } from '../parsed-mail.js';
import type { Evidence } from './judge.js';
import { addressIn } from './report-fields.js';
import { firstParagraph } from './report-words.js';
import { recipientFields, type RecipientFields } from './structured-reports.js';
import { wordsByRecipient, type RecipientWords } from './text-reports.js';
import { wrappedNotification } from './wrapped-notification.js';

const MOST_AROUND = 4000;

/** What a report says about each recipient, at most `most`: its fields where it has them, its words otherwise. */
export function deliveryEvidence(mail: ParsedMail, text: string, words: string, most: number): readonly Evidence[] {
  const structured = structuredOf(mail, text, most);
  const spoken = spokenOf(mail, words, most);
  if (structured.length > 0) {
    return structured.map((fields) => ({
      recipient: fields.recipient,
      action: fields.action,
      status: fields.status,
      diagnostic: fields.diagnostic,
      around: aroundOf(fields, spoken, structured.length === 1 ? words : ''),
    }));
  }
  return spoken.map((part) => ({
    recipient: part.recipient ?? failedRecipients(mail)[0] ?? null,
    action: delayed(mail, words) ? 'delayed' : 'failed',
    status: '',
    diagnostic: part.recipient === null ? '' : firstParagraph(part.words).slice(0, MOST_AROUND),
    around: (spoken.length === 1 ? `${part.words}\n${words}` : part.words).slice(0, MOST_AROUND),
  }));
}

function structuredOf(mail: ParsedMail, text: string, most: number): readonly RecipientFields[] {
  const parts = mail.reports.filter(({ contentType }) => contentType.endsWith('delivery-status'));
  const inParts = parts.flatMap((part) => recipientFields(part.text.slice(0, 400_000), most));
  if (inParts.length > 0) return inParts.slice(0, most);
  const wrapped = wrappedNotification(text, most);
  if (wrapped.length > 0) return wrapped;
  return /^[ \t>]{0,20}(final-recipient|diagnostic-code):/im.test(text) ? recipientFields(text, most) : [];
}

/** What the words say about each recipient; where X-Failed-Recipients names some of them, only those. */
function spokenOf(mail: ParsedMail, words: string, most: number): readonly RecipientWords[] {
  const senders = mail.to.map(({ address }) => address.toLowerCase());
  const spoken = wordsByRecipient(words, most, senders);
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
