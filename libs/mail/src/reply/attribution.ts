import { endsWithVerb, hasVerb, isVerb, openerOf, openers } from './attribution-words.js';
import { isTooLong, undecorated, type ReplyLine } from './line-text.js';

/** Programs wrap the line at 72 to 80 characters: an address, a name and a date make no more lines than this. */
const mostLines = 6;

const zone = /(?:GMT|UTC)[+-]\d/;
/** `Dana Fox wrote …` */
const nameThenWord = /^(?:[\p{Lu}"][\p{L}\p{M}.'’"-]{0,30} ){1,4}(\p{Ll}[\p{L}\p{M}]{1,20}) /u;
const digit = /\p{Nd}/u;
const time = /(?:^|[^\d.])\d{1,2}[:.hH時时시] ?\d{2}(?!\d|\.\d)/;
const year = /(?:^|\D)(?:19|20)\d{2}(?:\D|$)/;
/** Not the address of a computer: that has four numbers. */
const numericDate = /(?:^|[^\d.])\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}(?!\d|\.\d)/;
const dayAndMonth = /\p{L}{2,}\.?,? \d{1,2}(?:\D|$)|(?:^|\D)\d{1,2}\.? \p{L}{2,}/u;
/** `… <dana@example.com> wrote` */
const addressThenVerb = /^[^:]{0,120}[<([][^<>()[\]@:]{1,80}@[^<>()[\]@]{1,80}[>)\]]+[^<>:]{0,30}$/;
const startsWithDate = /^(?:\p{L}[\p{L}\p{M}-]{0,14}[.,]{0,2} ?,? ?\(?)?\p{Nd}/u;
const startsWithWordsAndDate = /^(?:\p{L}[\p{L}\p{M}-]{0,14}[.,]{0,2} ){0,3}\p{Nd}/u;
/** `Dana Fox <dana@…`: a few words and an address. */
const startsWithPerson = /^[^<>([@.!?:]{0,60}[<([][^<>()[\]\s]{0,100}@/;
const bracketedEmailAtEnd = /[<([][^<>()[\]@]{0,250}@[^<>()[\]@]{1,250}[>)\]]+ ?:?$/;

/** How many more lines may be joined to a line above in search of a wrapped attribution: a mail of log lines has many beginnings. */
export interface Joins {
  left: number;
}

/** The last line of the attribution that begins at `at`; -1 when none does. `quoteFollows` tells whether line `n` is followed by a marked one. */
export function attributionAt(
  lines: readonly ReplyLine[],
  at: number,
  quoteFollows: (n: number) => boolean,
  joins: Joins,
): number {
  const first = lines[at] as ReplyLine;
  if (!mayBegin(first.text, lines[at + 1])) return -1;
  let joined = '';
  for (let n = at; n < Math.min(lines.length, at + mostLines); n++) {
    const line = lines[n] as ReplyLine;
    if (n > at && (!mayContinue(lines, n) || joins.left-- <= 0)) return -1;
    // A line that holds only the end of an address, `>:`, looks like a quoted one.
    const text = line.marked ? `> ${line.text}` : line.text;
    joined = joined === '' ? text : `${joined} ${text}`;
    if (isTooLong(joined)) return -1;
    if (isAttribution(joined, quoteFollows(n) && !isEndOfAddress(lines, n + 1))) return n;
  }
  return -1;
}

/** Where in one line an attribution begins behind the author's own words: "Yes. On Monday … wrote:"; -1 when nowhere. */
export function attributionInside(text: string): number {
  if (!text.endsWith(':') || isTooLong(text) || openerOf(text) !== '') return -1;
  for (const opener of openers) {
    if (opener.length < 2) continue;
    const found = text.lastIndexOf(`${opener} `);
    if (found < 1 || !/[ -]/.test(text[found - 1] as string)) continue;
    const rest = text.slice(found);
    if (!startsWithWordsAndDate.test(rest.slice(opener.length + 1)) || !isAttribution(rest, true)) continue;
    const own = undecorated(text.slice(0, found));
    return own === '' ? -1 : own.length + text.indexOf(own);
  }
  return -1;
}

function mayBegin(text: string, next: ReplyLine | undefined): boolean {
  if (text === '') return false;
  if (text.endsWith(':') || text.endsWith('：')) return true;
  if (text.length > 8 && text.startsWith('--') && text.endsWith('--')) return true;
  const bare = undecorated(text);
  if (digit.test(bare) && (startsWithDate.test(bare) || openerOf(bare) !== '')) return true;
  if (startsWithPerson.test(bare)) return true;
  return next !== undefined && next.text.startsWith('<') && /[:：]$/.test(next.text) && bare.length < 60;
}

function mayContinue(lines: readonly ReplyLine[], n: number): boolean {
  const { text, marked } = lines[n] as ReplyLine;
  const before = lines[n - 1] as ReplyLine;
  if (text === '' && !marked) return (lines[n + 1]?.text ?? '').startsWith('<');
  if (marked) return isEndOfAddress(lines, n);
  if (/[!?;:。！？：]$/.test(before.text) || before.text.endsWith('--')) return false;
  if (before.text.endsWith('.')) return text.startsWith('<');
  const opener = openerOf(text);
  return opener.length < 2 || !startsWithWordsAndDate.test(text.slice(opener.length + 1));
}

/** `> wrote:` behind `<dana@example.com`, which a program broke before the bracket: it only looks like a quoted line. */
function isEndOfAddress(lines: readonly ReplyLine[], n: number): boolean {
  const line = lines[n];
  const before = lines[n - 1]?.text ?? '';
  return line?.marked === true && line.text.length < 40 && line.text.endsWith(':') && /[<@]/.test(before);
}

function isAttribution(line: string, quoted: boolean): boolean {
  const dashed = line.startsWith('--') && line.endsWith('--');
  const text = undecorated(line);
  const colon = text.endsWith(':') || text.endsWith('：') || dashed || line.endsWith('---');
  const bare = colon ? text.replace(/[:：] ?$/, '').trimEnd() : text;
  if (!colon && !quoted && !hasVerb(bare.slice(-24))) return false;

  const opener = openerOf(text);
  const dated = startsWithDate.test(text.slice(opener.length).trimStart());
  const email = text.includes('@');
  const hasDate =
    time.test(text) || year.test(text) || numericDate.test(text) || (opener !== '' && dayAndMonth.test(text));
  if (hasDate && (dated || opener !== '') && bracketedEmailAtEnd.test(text) && (colon || quoted)) return true;
  if (dated && quoted && zone.test(text)) return true;
  if (!hasVerb(bare)) return false;
  if (dashed) return true;
  if (email) {
    const begins = opener !== '' || dated || startsWithPerson.test(text);
    return hasDate ? begins && (colon || endsWithVerb(bare)) : colon && addressThenVerb.test(bare);
  }
  if (hasDate) return colon && (quoted || opener !== '' || isDatedBefore(bare) || isNamedBefore(bare));
  return colon && quoted && bare.length < 80;
}

/** "Monday, March 4, 2024, 10:15:00 AM, you wrote" */
const isDatedBefore = (text: string): boolean => startsWithWordsAndDate.test(text) && endsWithVerb(text);

/** "Dana Fox wrote on 04/03/2024 10:15" */
const isNamedBefore = (text: string): boolean =>
  isVerb(nameThenWord.exec(text)?.[1] ?? '') && /\d{2}$/.test(text) && text.length < 100;
