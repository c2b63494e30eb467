import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { AttachmentFlag, ReadAttachment } from '../mail-reading.js';
import type { ParsedAttachment } from '../parsed-mail.js';
import { judgeContent } from './attachment-content.js';
import { judgeEnding } from './attachment-endings.js';
import { endingOf, safeName } from './attachment-name.js';
import { mismatch } from './attachment-types.js';

/** A file as somebody sent it. */
export type SentFile = Pick<ParsedAttachment, 'name' | 'contentType' | 'content'>;
/** What can be told of a file without opening it. */
export type JudgedFile = Pick<ReadAttachment, 'name' | 'declaredType' | 'sniffedType' | 'flags'>;

/** The same as of any file, and its size and checksum. Bound in work by the limits of the mail. */
export async function judgeAttachment(attachment: ParsedAttachment): Promise<ReadAttachment> {
  const { content, contentId, inline } = attachment;
  return {
    ...(await judgeFile(attachment)),
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    contentId,
    inline,
    content,
  };
}

/** Looks at a file without opening it: a name that is safe, its type and what to warn of. */
export async function judgeFile(attachment: SentFile): Promise<JudgedFile> {
  const content = Buffer.from(attachment.content.buffer, attachment.content.byteOffset, attachment.content.byteLength);
  const { name, disguised } = safeName(attachment.name, attachment.contentType);
  const sniffedType = await sniff(content);
  const flags = new Set<AttachmentFlag>();
  if (disguised) flags.add('disguised-name');
  judgeEnding(endingOf(attachment.name === null ? name : bareName(attachment.name, name)), flags);
  if (attachment.contentType === 'image/svg+xml' || attachment.contentType === 'text/html') flags.add('script');
  await judgeContent(content, sniffedType, flags);
  if (mismatch(attachment.contentType, endingOf(name), sniffedType)) flags.add('type-mismatch');

  return {
    name,
    declaredType: attachment.contentType,
    sniffedType,
    flags: [...flags].toSorted(),
  };
}

/** `.htaccess` is made `htaccess`: as an ending it still counts. */
const bareName = (sent: string, safe: string): string => (/^\.[a-z]+$/i.test(sent.trim()) ? `x${sent.trim()}` : safe);

async function sniff(content: Buffer): Promise<string | null> {
  // UTF-16 begins as some music does.
  if ((content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)) return null;
  try {
    return (await fileTypeFromBuffer(content.subarray(0, 65_536)))?.mime ?? null;
  } catch {
    return null;
  }
}
