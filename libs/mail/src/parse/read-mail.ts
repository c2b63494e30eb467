import { recogniseAutomatic } from '../automatic/recognise-automatic.js';
import { readDeliveryReports } from '../bounce/read-delivery-reports.js';
import type { ProvidedMail } from '../formats/provided-mail.js';
import type { MailReading, ReadAttachment } from '../mail-reading.js';
import type { ParsedAttachment, ParsedMail } from '../parsed-mail.js';
import { type CutHtmlReply, cutHtmlReply } from '../reply/cut-html-reply.js';
import { type CutReply, cutReply } from '../reply/cut-reply.js';
import { boundHtml } from './bound-html.js';
import { calendarNotes } from './calendar-notes.js';
import { htmlAsText } from './html-as-text.js';
import { judgeAttachment } from './judge-attachment.js';
import { protectionOf, protectionProblem } from './protection.js';
import { sanitiseHtml } from './sanitise-html.js';

/**
 * Reads a mail that has been taken apart (by parseMime, or from a provider's format) to the end: cut, cleaned and judged.
 * Runs long on hostile mail, and may throw: people's mail is read by a MailReader, which bounds its time and memory.
 */
export async function readMail(mail: ParsedMail & Partial<ProvidedMail>): Promise<MailReading> {
  const problems = [...mail.problems];
  const bounded = mail.html === null ? null : boundHtml(mail.html);
  if (bounded?.cut) problems.push('The HTML is longer or deeper than is shown: all of it is only in the raw source.');
  const html = bounded?.html ?? null;
  const reply = html === null ? null : cutHtmlReply(html);
  const safe = html === null ? null : sanitiseHtml(html);
  const protection = protectionOf(mail);
  const told = protectionProblem(protection);
  if (told !== null) problems.push(told);

  if (mail.attachments.some(({ contentType }) => /^application\/(vnd\.)?ms-tnef$/.test(contentType))) {
    problems.push('Outlook put attachments, and perhaps the text, into winmail.dat: only Outlook opens it.');
  }

  const own = mail.text !== null && mail.text.trim() !== '' ? mail.text : null;
  const text = own ?? (html === null ? '' : htmlAsText(html));
  const parts = own === null && reply !== null ? fromHtml(text, reply) : cutReply(text);

  return {
    providerMessageId: mail.providerMessageId ?? null,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    from: mail.from,
    replyTo: mail.replyTo,
    to: mail.to,
    cc: mail.cc,
    recipients: mail.recipients,
    returnPath: mail.returnPath,
    subject: mail.subject,
    date: mail.date,
    headers: mail.headers,
    contentType: mail.contentType,
    authentication: mail.authentication,
    spam: mail.spam,
    virus: mail.virus,
    text,
    newText: parts.newText,
    quoted: parts.quoted,
    signature: parts.signature,
    safeHtml: safe?.html ?? null,
    blockedImages: safe?.blockedImages ?? 0,
    automatic: recogniseAutomatic(mail),
    deliveryReports: readDeliveryReports(mail),
    attachments: await judged(mail.attachments),
    protection,
    calendar: calendarNotes(mail.attachments),
    problems,
  };
}

/** A mail without a text part: its markup knows better than its text where the quote begins; the signature is in what remains. */
function fromHtml(text: string, { newHtml, quoted }: CutHtmlReply): CutReply {
  const whole = cutReply(text);
  if (!quoted) return whole;
  const { newText, signature } = cutReply(htmlAsText(newHtml));
  return { newText, quoted: whole.quoted || text, signature };
}

async function judged(attachments: readonly ParsedAttachment[]): Promise<ReadAttachment[]> {
  const all: ReadAttachment[] = [];
  for (const attachment of attachments) all.push(await judgeAttachment(attachment));
  return all;
}
