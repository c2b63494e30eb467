import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import libmime from 'libmime';
import decoders from 'libmime/lib/charset.js';
import { guessCharset } from './guess-charset.js';

const western = /^(iso-8859-1|iso-8859-15|windows-1252|us-ascii|ascii|latin1)$/i;

/**
 * Text of bytes in the charset they are said to be in. Mails lie about it: bytes that are good UTF-8 are UTF-8 whatever Western charset
 * they are said to be, and what cannot be in the charset it is said to be in is guessed. All that is told in `problems`.
 */
export function decodeText(content: Buffer, declared: string | null, problems: string[]): string {
  const charset = libmime.normalizeCharset((declared ?? '').replace(/["'\s]/g, '').slice(0, 40) || 'utf-8');
  const single = western.test(charset);
  const ascii = /ascii/i.test(declared ?? '');
  if (single || /^utf-?8$/i.test(charset)) {
    if (isAscii(content)) return content.toString('latin1');
    const text = utf8Of(content);
    if (text !== null) {
      if (single && !ascii) problems.push(`The text is said to be ${charset}, but is UTF-8.`);
      return text;
    }
    if (single && !ascii) return iconv.decode(content, 'windows-1252');
    if (!single && truncated(content)) return content.toString('utf8');
    return guessed(content, declared ?? 'no charset', problems);
  }
  const known: boolean = iconv.encodingExists(charset);
  if (!known && !/^(jis|iso-?2022-?jp)/i.test(charset)) {
    return guessed(content, `"${charset}", which is not known`, problems);
  }
  try {
    return decoders.decode(content, charset);
  } catch {
    return guessed(content, charset, problems);
  }
}

function guessed(content: Buffer, said: string, problems: string[]): string {
  const text = utf8Of(content);
  const charset = text === null ? guessCharset(content) : 'UTF-8';
  problems.push(`The text is said to be in ${said}: it is read as ${charset}.`);
  return text ?? iconv.decode(content, charset);
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
