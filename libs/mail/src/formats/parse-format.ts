import { readAddresses } from '../parse/header-values.js';
import { defaultMailLimits } from '../parse/mail-limits.js';
import { parseMime } from '../parse/parse-mime.js';
import { parseMailgun } from './mailgun.js';
import { mailOfHeaders } from './mail-of-headers.js';
import { parsePostmark } from './postmark.js';
import type { FormatOptions, MailFormat, ProvidedMail } from './provided-mail.js';
import { parseSendgrid } from './sendgrid.js';
import { parseSes } from './ses.js';

type Parse = (contentType: string, body: Buffer, options: FormatOptions) => Promise<ProvidedMail>;

const parsers: Readonly<Record<MailFormat, Parse>> = {
  mime: async (_, body, options) => ({
    ...(await parseMime(body, options.limits, options)),
    providerMessageId: null,
  }),
  sendgrid: parseSendgrid,
  mailgun: parseMailgun,
  postmark: parsePostmark,
  ses: parseSes,
};

/**
 * Takes apart what a provider sent. Whatever the bytes are, a mail comes of them: what is broken or missing is told in
 * its `problems`. Blocks for as long as a large mail takes: for worker threads.
 */
export async function parseFormat(
  format: MailFormat,
  contentType: string,
  body: Uint8Array,
  options: FormatOptions = {},
): Promise<ProvidedMail> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const mail = await parsers[format](contentType, bytes, options).catch((error: unknown) => unreadable(error, options));
  const { sender, recipients = [] } = options.envelope ?? {};
  if (sender === undefined && recipients.length === 0) return mail;
  return {
    ...mail,
    returnPath: sender ?? mail.returnPath,
    authentication: {
      ...mail.authentication,
      mailFrom: mail.authentication.mailFrom ?? sender ?? null,
    },
    recipients: readAddresses([...recipients, ...mail.recipients]).map(({ address }) => address),
  };
}

async function unreadable(error: unknown, { limits = defaultMailLimits }: FormatOptions): Promise<ProvidedMail> {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    ...(await mailOfHeaders([], limits)),
    problems: [`The request could not be understood: ${reason.slice(0, 200)}`],
    providerMessageId: null,
  };
}
