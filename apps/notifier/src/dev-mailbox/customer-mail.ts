import type { ParsedMail } from '#mail';
import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { oneLine } from '../write-notifications/compose.js';
import type { KeptMail } from './development-mailbox.js';

export interface CustomerMail {
  readonly from: string;
  readonly to: string;
  readonly source: Buffer;
}

/** What the customer's mail program would send: an answer to `kept`, with what is answered below it. */
export function answerTo({ to, mail }: KeptMail, body: string): Promise<CustomerMail> {
  const [from = 'nobody@customer.example'] = to;
  return written({
    from,
    name: mail.to[0]?.name ?? '',
    to: mail.replyTo[0]?.address ?? mail.from?.address ?? '',
    subject: /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    text: `${body}\n\n${quoted(mail)}\n`,
    ...(mail.messageId !== null && { inReplyTo: mail.messageId }),
    references: [...new Set([...mail.references, ...(mail.messageId === null ? [] : [mail.messageId])])],
  });
}

/** A customer's first mail. */
export const newMail = (mail: {
  readonly from: string;
  readonly name: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}): Promise<CustomerMail> =>
  written({ from: mail.from, name: mail.name, to: mail.to, subject: mail.subject, text: mail.body });

interface Wanted {
  readonly from: string;
  readonly name: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly inReplyTo?: string;
  readonly references?: string[];
}

async function written({ from, name, ...mail }: Wanted): Promise<CustomerMail> {
  const domain = from.slice(from.lastIndexOf('@') + 1) || 'customer.example';
  const composer = new MailComposer({
    ...mail,
    subject: oneLine(mail.subject),
    from: { address: from, name: oneLine(name) },
    messageId: `<${randomUUID()}@${domain}>`,
    date: new Date(),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { from, to: mail.to, source: await composer.compile().build() };
}

function quoted({ date, from, text }: ParsedMail): string {
  const at = (date ?? new Date()).toUTCString();
  const lines = (text ?? '').trimEnd().split('\n');
  return `On ${at}, ${from?.name ?? from?.address ?? 'somebody'} wrote:\n\n${lines.map((line) => `> ${line}`.trimEnd()).join('\n')}`;
}
