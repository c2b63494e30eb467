import { addressIn } from './report-fields.js';

/** What a report's own words say about one recipient. */
export interface RecipientWords {
  readonly recipient: string | null;
  readonly words: string;
}

/** What stands before an address in a line that names a recipient: quotes, bullets, SMTP transcripts, labels in words. */
const BEFORE =
  /^(?:[\s>*•"'<([-]|&lt;){0,40}(?:(?:<<<|>>>)\s{0,3})?(?:[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?|rcpt to:\s{0,3})?(?:(?:failed |final |original )?(?:recipient|address|user|e-?mail|mailbox)(?: address)?s?\s{0,3}[:=]\s{0,3})?["'<]{0,3}(?:mailto:|rfc822;\s{0,3})?/i;
const ADDRESS_AT_START = /^(?:"[^"\n]{1,64}"|[^\s<>"',;:()[\]|\\@]{1,64})@[^\s<>"',;:()[\]|\\/]{1,253}/;
const AFTER =
  /^[>"']{0,3}(?:\s{0,10}$|\s{0,3}[:,;[(<]|\s{0,3}\.\.\.| on | invalid | error| expanded| delivery | {2,})/i;

/**
 * Parts a report's own words by recipient: a line that begins with an address starts the part of that recipient.
 * With none of those, one part: the first address of a sentence, or null. At most `most` recipients; `sender` is whom the
 * report is sent to, hardly ever a recipient.
 */
export function wordsByRecipient(words: string, most: number, sender: readonly string[]): readonly RecipientWords[] {
  const parts = new Map<string, { recipient: string; lines: string[] }>();
  let current: string[] | null = null;
  for (const line of words.split('\n')) {
    // The transcript goes on to another server.
    if (line.startsWith('While talking to')) current = null;
    const named = leadingAddress(line.slice(0, 1000));
    if (named) {
      const key = named.recipient.toLowerCase();
      const known = parts.get(key);
      if (!known && parts.size >= most) break;
      const part = known ?? { recipient: named.recipient, lines: [] };
      parts.set(key, part);
      current = part.lines;
      current.push(named.rest);
    } else if (current !== null && current.length < 60) current.push(line.slice(0, 1000));
  }
  const others = [...parts.values()].filter(({ recipient }) => !sender.includes(recipient.toLowerCase()));
  const meant = others.length > 0 ? others : [...parts.values()];
  if (meant.length > 0) return meant.map(({ recipient, lines }) => ({ recipient, words: lines.join('\n') }));
  return [{ recipient: addressInSentence(words), words }];
}

function leadingAddress(line: string): { recipient: string; rest: string } | null {
  if (!line.includes('@')) return null;
  const before = BEFORE.exec(line)?.[0] ?? '';
  const tail = line.slice(before.length);
  const recipient = ADDRESS_AT_START.exec(tail)?.[0];
  if (recipient === undefined) return null;
  const rest = tail.slice(recipient.length);
  if (!AFTER.test(rest)) return null;
  return { recipient: recipient.replace(/\.+$/, ''), rest: `${before} ${rest}` };
}

const HELP = /support|contact|assistance|help|postmaster|abuse|from:|sender/i;

function addressInSentence(words: string): string | null {
  for (const line of words.split('\n').slice(0, 200)) {
    if (!line.includes('@') || HELP.test(line)) continue;
    const address = addressIn(line);
    if (address !== null) return address;
  }
  return null;
}
