import { isRule, undecorated, type ReplyLine } from './line-text.js';
import { closings, devices, disclaimers, footers, sentFrom, sentFromEndings } from './signature-lines.js';

/** A signature is not longer than this many lines with text; what is longer is kept. */
const mostLines = 30;

const closingWords = new Set(closings);
const sentFromByFirst = new Map<string, string[]>();
for (const each of sentFrom) {
  const first = each[0] as string;
  sentFromByFirst.set(first, [...(sentFromByFirst.get(first) ?? []), each]);
}
const mine =
  /(?:^|[^\p{L}])(?:my|meinem|meiner|mon|ma|mi|meu|minha|mio|mia|mijn|min|mit|mojego|mojej|mého|mojho|mojega|mog|моего|моей|мого|моєї|моят|моя|benim|μου)(?:[^\p{L}]|$)/u;

/** Where a signature begins among the lines with text `own` (indexes into `lines`); -1 when none surely does. */
export function signatureAt(lines: readonly ReplyLine[], own: readonly number[], textAbove: boolean): number {
  const from = Math.max(textAbove ? 0 : 1, own.length - mostLines - 1);
  for (let k = from; k < own.length; k++) if (begins(lines, own, k)) return k;
  return -1;
}

/** Whether `own` is a signature and nothing else. */
export function isOnlySignature(lines: readonly ReplyLine[], own: readonly number[]): boolean {
  return own.length > 0 && own.length <= mostLines && begins(lines, own, 0);
}

/** A program's own line, "Sent from my iPhone", standing alone between blank lines (or the ends of the mail). */
export function isSentFromParagraph(lines: readonly ReplyLine[], at: number): boolean {
  return isSentFrom((lines[at] as ReplyLine).text) && isAlone(lines, at);
}

const isAlone = (lines: readonly ReplyLine[], at: number): boolean =>
  (lines[at - 1]?.text ?? '') === '' && (lines[at + 1]?.text ?? '') === '';

function begins(lines: readonly ReplyLine[], own: readonly number[], k: number): boolean {
  const at = own[k] as number;
  const { text } = lines[at] as ReplyLine;
  const rest = own.slice(k + 1).map((n) => lines[n] as ReplyLine);
  if (text === '--') return rest.length > 0;
  if (/^-{3}$/.test(text)) return rest.length > 0 && rest.length <= 3 && isName(rest[0]) && rest.every(isShort);
  if (/^_{2,}$/.test(text) || isRule(text)) return rest.length > 0 && rest.length <= 12 && rest.some(isFooter);
  if (isSentFrom(text) || (isAlone(lines, at) && isSentFromAnything(text)))
    return rest.every((line) => isSentFrom(line.text) || isRule(line.text));
  if (isClosing(text)) return isSignedBy(rest);
  if (isClosingWithName(text)) return rest.length <= 6 && rest.every(isShort);
  if (isDashedName(text)) return rest.every(({ text: each }) => isSentFrom(each)) && !isListed(lines, own, k);
  return false;
}

/** "Sent from my iPhone", "Get Outlook for iOS": how it begins is known, and it names a device or says "my". */
export function isSentFrom(text: string): boolean {
  const low = startOfSentFrom(text);
  if (low === null || low.split(/[\s/]+/, 17).length > 16) return false;
  const [start = ''] = low.split(', ', 1);
  if (low.includes('<http') || devices.some((each) => start.includes(each))) return true;
  return start === low && low.split(' ', 9).length <= 8 && mine.test(low);
}

/** "Sent from a magnificent torch": only where it stands alone. */
const isSentFromAnything = (text: string): boolean => {
  const low = startOfSentFrom(text);
  return low !== null && low.startsWith('sent from') && low.split(' ').length <= 8 && !/[,?:]/.test(low);
};

function startOfSentFrom(text: string): string | null {
  if (text.length > 160) return null;
  const low = undecorated(text).replace(/[[\]]/g, '').toLowerCase();
  if (sentFromByFirst.get(low[0] ?? '')?.some((each) => low.startsWith(each))) return low;
  const end = low.replace(/[.!。]$/, '');
  return low.length < 60 && sentFromEndings.some((each) => end.endsWith(each)) ? low : null;
}

const isClosing = (text: string): boolean => text.length <= 50 && closingWords.has(closingOf(text));

const closingOf = (text: string): string =>
  undecorated(text)
    .replace(/^[*_]+/, '')
    .replace(/[\s,.!;:…。、！，*_\-–—\p{Extended_Pictographic}\ufe0f]+$/u, '')
    .toLowerCase();

/** "Regards, Roman" in one line. */
function isClosingWithName(text: string): boolean {
  const comma = text.search(/[,，、]/);
  return comma > 0 && text.length <= 60 && isClosing(text.slice(0, comma)) && isNameText(text.slice(comma + 1).trim());
}

/** Below closing words: a name, then perhaps a function, a company, numbers; short lines, no question. */
function isSignedBy(rest: readonly ReplyLine[]): boolean {
  const named = rest.findIndex(({ text }) => !isClosing(text) && !isRule(text) && text !== '--');
  return named >= 0 && rest.length <= 14 && isName(rest[named]) && rest.every(isShort);
}

const isShort = ({ text, picture }: ReplyLine): boolean =>
  picture === true || (text.length <= 80 && !/[?？]$/.test(text) && (text.length <= 50 || !/[.!。！]$/.test(text)));

const isFooter = ({ text }: ReplyLine): boolean => {
  const low = text.toLowerCase();
  return footers.some((each) => low.includes(each)) || disclaimers.some((each) => low.includes(each));
};

/** Whether `own`, which stands below a quotation, is what a gateway put there and no comment of the author. */
export function isDisclaimer(lines: readonly ReplyLine[], own: readonly number[]): boolean {
  const first = (lines[own[0] ?? -1]?.text ?? '').toLowerCase();
  return own.length <= 12 && disclaimers.some((each) => first.includes(each));
}

const isName = (line: ReplyLine | undefined): boolean =>
  line !== undefined && isNameText(beforeRule(undecorated(line.text)));

/** "Dana Fox | Head of Foxes" */
const beforeRule = (text: string): string => text.split(/ ?[|•·] ?| [-–—] /, 1)[0] ?? '';

const particles = new Set([
  'de',
  'da',
  'di',
  'do',
  'dos',
  'del',
  'della',
  'der',
  'den',
  'van',
  'von',
  'la',
  'le',
  'el',
  'al',
  'bin',
  'y',
  'e',
]);

/** One to three words that begin with a capital letter, or a short word of a script without capitals. */
function isNameText(text: string): boolean {
  const name = text.replace(/[,.;]$/, '');
  if (name === '' || name.length > 40 || /[\p{Nd}:!?@/]/u.test(name)) return false;
  const words = name.split(' ').filter((word) => !particles.has(word.toLowerCase()));
  if (words.length === 0 || words.length > 3) return false;
  if (words.every((word) => /^[\p{Lo}\p{M}·・]{1,8}$/u.test(word))) return true;
  const capital = words.every((word) => /^[\p{Lu}\p{Lt}\p{Lo}("]/u.test(word));
  return capital || (words.length === 1 && /^\p{L}{2,15}$/u.test(name));
}

/** "-roman": one word behind a dash. Two words may be anything, and so may an item of a list. */
const isDashedName = (text: string): boolean => /^[-–—]{1,2} ?\p{L}{2,15}\.?$/u.test(text);

function isListed(lines: readonly ReplyLine[], own: readonly number[], k: number): boolean {
  const above = (lines[own[k - 1] ?? -1]?.text ?? '').trim();
  const at = own[k] as number;
  if (/^[-–—*•]/.test(above) || /[:：]$/.test(above)) return true;
  return /^[-–—]{1,2} /.test((lines[at] as ReplyLine).text) && (lines[at - 1]?.text ?? '') !== '';
}
