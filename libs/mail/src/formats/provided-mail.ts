import type { MailLimits } from '../parse/mail-limits.js';
import type { MimeOptions } from '../parse/parse-mime.js';
import type { ParsedMail } from '../parsed-mail.js';

/** What a request's body is: a mail by itself, or a mail as a provider tells of it. */
export const mailFormats = ['mime', 'sendgrid', 'mailgun', 'postmark', 'ses'] as const;
export type MailFormat = (typeof mailFormats)[number];

/** A mail as a provider handed it over. */
export interface ProvidedMail extends ParsedMail {
  /** What the provider calls it: the same on every delivery of the same mail. Null: it has no name for it. */
  readonly providerMessageId: string | null;
}

/** What was said of a mail beside it. */
export interface MailEnvelope {
  readonly sender?: string;
  readonly recipients?: readonly string[];
}

export interface FormatOptions extends MimeOptions {
  readonly envelope?: MailEnvelope;
  readonly limits?: MailLimits;
}
