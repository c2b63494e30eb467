import type { MailReading } from '../mail-reading.js';
import { defaultMailLimits, type MailLimits } from './mail-limits.js';
import { parseMime } from './parse-mime.js';
import { readMail } from './read-mail.js';

/** A mail as it came in. */
export interface MailSource {
  readonly body: Uint8Array;
  readonly limits?: MailLimits;
  /** See MimeOptions. */
  readonly trustedServers?: readonly string[];
}

/** Takes a mail apart, whatever came in, and reads it to the end. */
export async function readSource(source: MailSource): Promise<MailReading> {
  const limits = source.limits ?? defaultMailLimits;
  return await readMail(await parseMime(source.body, limits, { trustedServers: source.trustedServers ?? [] }));
}
