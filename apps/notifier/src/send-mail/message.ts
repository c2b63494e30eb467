import { plusAddress, type MailAddress } from '#mail';
import type { SendMailOptions } from 'nodemailer';
import { htmlOf } from '../templates/html-of.js';
import { withLeftOut } from '../templates/left-out.js';
import { oneLine } from '../write-notifications/compose.js';
import type { FilesOfMail } from './files-of-mails.js';
import type { TakenMail } from './outgoing-mail.store.js';

/** Nothing of a mail is a file or a URL to be fetched. */
const selfContained = { disableFileAccess: true, disableUrlAccess: true } as const;

/**
 * A mail as it goes to the server. Answers come back to the ticket by the Message-ID, and to the address with the ticket's
 * token by whatever loses that. What is automatic says so in every way that keeps machines from answering.
 */
export function messageOf(mail: TakenMail, from: MailAddress, files: FilesOfMail): SendMailOptions {
  const { ticketId, recipient, recipientName, automatic, kind } = mail;
  const name = oneLine(from.name ?? '');
  const body = withLeftOut(mail.body, files.leftOut, mail.language);
  const replyTo = ticketId === null ? from.address : plusAddress(mail.key, from.address, ticketId);
  return {
    ...selfContained,
    // The sender on the wire is the mailbox: what bounces comes back to where it is understood.
    envelope: { from: from.address, to: [recipient] },
    from: { address: from.address, name },
    to: { address: recipient, name: oneLine(recipientName ?? '') },
    replyTo: { address: replyTo, name },
    messageId: mail.messageId,
    ...(mail.inReplyTo !== null && { inReplyTo: mail.inReplyTo }),
    ...(mail.thread.length > 0 && { references: [...mail.thread] }),
    subject: oneLine(mail.subject),
    text: body,
    html: htmlOf(body),
    attachments: files.carried.map(({ name, type, content }) => ({
      filename: name,
      contentType: typeInMail(type),
      content,
    })),
    headers: automatic
      ? {
          'Auto-Submitted': kind === 'received' ? 'auto-replied' : 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'X-Tierline-Loop': mail.id,
        }
      : {},
  };
}

/** A mail within a mail is not encoded, so what only says it is one would arrive changed. */
const typeInMail = (type: string): string =>
  /^(?:message|multipart)\//.test(type) ? 'application/octet-stream' : type;
