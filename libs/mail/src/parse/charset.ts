import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import libmime from 'libmime';
import decoders from 'libmime/lib/charset.js';

const western = /^(iso-8859-1|iso-8859-15|windows-1252|us-ascii|ascii|latin1)$/i;

/**
 * Text of bytes in the charset they are said to be in. Mails lie about it: bytes that are good UTF-8 are UTF-8 whatever Western charset
 * they are said to be, and bytes that are not UTF-8 but said to be are read as Windows-1252. Whatever is guessed is told in `problems`.
 */
export function decodeText(content: Buffer, declared: string | null, problems: string[]): string {
  const charset = libmime.normalizeCharset((declared ?? '').replace(/["'\s]/g, '').slice(0, 40) || 'utf-8');
  const single = western.test(charset);
  if (single || /^utf-?8$/i.test(charset)) {
    if (isAscii(content)) return content.toString('latin1');
    const text = utf8Of(content);
    if (text !== null) {
      if (single && !/ascii/i.test(charset)) problems.push(`The text is said to be ${charset}, but is UTF-8.`);
      return text;
    }
    if (single) return iconv.decode(content, 'windows-1252');
    if (truncated(content)) return content.toString('utf8');
    if (declared !== null) problems.push('The text is said to be UTF-8, but is not: it is read as Windows-1252.');
    return iconv.decode(content, 'windows-1252');
  }
  const known: boolean = iconv.encodingExists(charset);
  if (!known && !/^(jis|iso-?2022-?jp)/i.test(charset)) {
    problems.push(`The charset "${charset}" is not known: the text is read as UTF-8.`);
    return utf8Of(content) ?? iconv.decode(content, 'windows-1252');
  }
  try {
    return decoders.decode(content, charset);
  } catch {
    problems.push(`The text cannot be read as ${charset}.`);
    return utf8Of(content) ?? iconv.decode(content, 'windows-1252');
  }
}

/** A header's bytes (each one character) as text: whatever of them is UTF-8 is, the rest is Windows-1252. */
export const decodeHeaderBytes = (bytes: string): string =>
  bytes.replace(/[\x80-\xff]+/g, (run) => {
    const content = Buffer.from(run, 'latin1');
    return utf8Of(content) ?? iconv.decode(content, 'windows-1252');
  });

const utf8Of = (content: Buffer): string | null => (isUtf8(content) ? content.toString('utf8') : null);

/** UTF-8 with a few broken places is still UTF-8: more of it reads well than not. */
function truncated(content: Buffer): boolean {
  const text = content.toString('utf8');
  const broken = text.split('\ufffd').length - 1;
  let good = 0;
  for (const character of text) if (character > '\x7f' && character !== '\ufffd') good += 1;
  return good > broken;
}
