import type { ParsedMail } from '../parsed-mail.js';
import { messageIdIn } from './original-part.js';

const MOST_TEXT = 64_000;

/** The mail a report is about: its attached copy, else the copy in the text, else what the report answers to. */
export function originalIdOf(mail: ParsedMail, quoted: string): string | null {
  const ids = copiesOf(mail).map(messageIdIn);
  const inFields = mail.reports.map(({ text }) => messageIdIn(text.slice(0, MOST_TEXT)));
  const id = [...ids, ...inFields].find((one) => one !== null);
  return id ?? messageIdIn(quoted) ?? mail.inReplyTo[0] ?? mail.references.at(-1) ?? null;
}

/** The beginnings of the copies of mails a report carries, its headers above all. */
export function copiesOf(mail: ParsedMail): string[] {
  const reports = mail.reports.filter(({ contentType }) => /rfc822|global-headers|message\/global$/.test(contentType));
  const attached = mail.attachments.filter(({ contentType }) =>
    /^(message\/rfc822|text\/rfc822-headers)$/.test(contentType),
  );
  return [
    ...reports.map(({ text }) => text.slice(0, MOST_TEXT)),
    ...attached.map(({ content }) => Buffer.from(content.subarray(0, MOST_TEXT)).toString('latin1')),
  ];
}
