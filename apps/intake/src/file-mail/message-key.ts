import type { MailReading } from '#mail';
import { createHash } from 'node:crypto';
import { cleanLine } from './clean-text.js';

const LONGEST_BYTES = 900;

const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};

/** A Message-ID as it is stored and looked up; one that is too long for an index stands for itself by its hash. */
export function messageKey(messageId: string): string | null {
  const line = cleanLine(messageId, 4_000);
  if (line === null) return null;
  return Buffer.byteLength(line) <= LONGEST_BYTES ? line : `<${sha256(line)}@long.invalid>`;
}

/**
 * The name of a mail without a Message-ID, made from what it says, so that a second delivery of it has the same. Without
 * a date, equal words may be two mails: then only equal bytes are one.
 */
export function synthesisedKey(mail: MailReading, sourceHash: Uint8Array): string {
  if (mail.date === null || Number.isNaN(mail.date.getTime())) return collidingKey(sourceHash);
  const files = mail.attachments.map((file) => file.sha256).join();
  const said = [mail.from?.address ?? '', mail.date.toISOString(), mail.subject, mail.text, mail.safeHtml ?? '', files];
  return `<${sha256(...said.map((part) => part.toWellFormed()))}@content.invalid>`;
}

/** The name of a mail whose Message-ID another sender used before. */
export const collidingKey = (sourceHash: Uint8Array): string =>
  `<${Buffer.from(sourceHash).toString('hex')}@source.invalid>`;
