import { parseFormat } from '../formats/parse-format.js';
import type { FormatOptions, MailFormat } from '../formats/provided-mail.js';
import type { MailReading } from '../mail-reading.js';
import { readMail } from './read-mail.js';

/** A mail as it came in: by itself, or as a provider's request. */
export interface MailSource extends FormatOptions {
  /** What `body` is; a mail by itself (`mime`) by default. */
  readonly format?: MailFormat;
  /** The request's; some formats need it. */
  readonly contentType?: string;
  readonly body: Uint8Array;
}

/** Takes a mail apart, whatever came in, and reads it to the end. */
export async function readSource(source: MailSource): Promise<MailReading> {
  const { format = 'mime', contentType = '', body } = source;
  return await readMail(await parseFormat(format, contentType, body, source));
}
