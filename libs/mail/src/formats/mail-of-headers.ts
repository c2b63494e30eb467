import { readStructured } from '../parse/header-values.js';
import type { MailLimits } from '../parse/mail-limits.js';
import { parseMime } from '../parse/parse-mime.js';
import type { ParsedMail } from '../parsed-mail.js';

export type Header = readonly [name: string, value: string];

/**
 * What a mail's header says, when the body is told apart from it. The header's own content type describes a body that is
 * not there, so it is not acted on, only kept.
 */
export async function mailOfHeaders(headers: readonly Header[], limits: MailLimits): Promise<ParsedMail> {
  const ofContent = headers.filter(([name]) => /^content-/i.test(name));
  const lines = headers
    .filter(([name]) => /^[\x21-\x39\x3b-\x7e]{1,200}$/.test(name) && !/^content-/i.test(name))
    .map(([name, value]) => `${name}: ${value.replace(/\s*[\r\n]+\s*/g, ' ')}\r\n`);
  const mail = await parseMime(Buffer.from(`${lines.join('') || 'X: x\r\n'}\r\n`), limits);
  const all = new Map(mail.headers);
  for (const [name, value] of ofContent) all.set(name.toLowerCase(), [...(all.get(name.toLowerCase()) ?? []), value]);
  if (lines.length === 0) all.delete('x');
  const type = ofContent.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return {
    ...mail,
    headers: all,
    contentType: readStructured(type?.replace(/\s*[\r\n]+\s*/g, ' ').slice(0, 10_000) ?? 'text/plain'),
    text: null,
    html: null,
  };
}

/** The lines of a header as pairs, unfolded. */
export function headersIn(block: string): Header[] {
  return block
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const] : [];
    });
}

/** The first value, as it was sent. */
export const headerIn = (headers: readonly Header[], name: string): string | null =>
  headers.find(([known]) => known.toLowerCase() === name)?.[1] ?? null;

/** Those that come before the `nth` Received: what the provider put on top, and no sender can forge. */
export function onTop(headers: readonly Header[], nth = 1): Header[] {
  let seen = 0;
  const end = headers.findIndex(([name]) => name.toLowerCase() === 'received' && (seen += 1) === nth);
  return end < 0 ? [...headers] : headers.slice(0, end);
}
