import { attributionAt, attributionInside, type Joins } from './attribution.js';
import { headerBlockAt, rulesAbove, unknownHeaderBlockAt } from './header-block.js';
import { isRule, type ReplyLine } from './line-text.js';
import { isForward, isSeparator } from './separator.js';
import { isDisclaimer, isOnlySignature, isSentFromParagraph, signatureAt } from './signature.js';

export type Judgement = 'new' | 'quoted' | 'signature';

export interface Judged {
  /** One for each line. */
  readonly lines: readonly Judgement[];
  /** Lines that are the author's up to `at` and quoted from there. */
  readonly splits: ReadonlyMap<number, number>;
}

/** A stretch of lines that may be cut: `from` and `to` are its first and last line. */
interface Block {
  readonly from: number;
  readonly to: number;
  /** A line says whose words follow. */
  readonly attributed: boolean;
  /** Everything to the end of the mail, without marks: the earlier mail below its headers. */
  readonly rest: boolean;
}

/** No person answers so many quotations in one mail. */
const mostBlocks = 2000;

/**
 * Says of each line of a mail whether it is new. When in doubt it is:
 * - answers written between the quoted lines stay, with what they answer;
 * - a forwarded mail stays: its sender passes on a problem;
 * - quoted lines nobody announced stay when the author goes on below them;
 * - when nothing new would be left, everything stays.
 */
export function judgeLines(lines: readonly ReplyLine[]): Judged {
  const kept: Judged = { lines: lines.map(() => 'new'), splits: new Map() };
  const { blocks, splits, end } = findBlocks(lines);
  if (blocks.length > mostBlocks) return kept;
  const stretches = ownStretches(lines, blocks, end);
  const judged = lines.map((): Judgement => 'new');

  const commented: number[] = [];
  for (const { own, after, last } of stretches) {
    const start = signatureAt(lines, own, after >= 0);
    const text = start < 0 ? own.length : start;
    if (start >= 0) judged.fill('signature', own[start], (own.at(-1) as number) + 1);
    else if (last) cutBelowSentFrom(lines, own, judged);
    if (after >= 0 && text > 0 && !isDisclaimer(lines, own)) commented.push(after);
  }
  const marked = commented.filter((block) => !(blocks[block] as Block).rest);
  if (marked.length >= 2) return kept;

  const lastCommented = commented.at(-1) ?? -1;
  blocks.forEach((block, index) => {
    const trailing = index > lastCommented && !blocks.slice(index + 1, index + 2).some((next) => next.attributed);
    const leading = index === 0 && blocks.length === 1 && hasNothingBefore(lines, block.from);
    if (!block.attributed && !trailing && !leading) return;
    let to = block.to;
    while (to + 1 < lines.length && isBlank(lines[to + 1] as ReplyLine)) to++;
    judged.fill('quoted', splits.has(block.from) ? block.from + 1 : block.from, to + 1);
  });
  return hasOwnText(lines, judged, stretches) ? { lines: judged, splits } : kept;
}

const isBlank = ({ text, marked, picture }: ReplyLine): boolean => text === '' && !marked && picture !== true;

/** The quoted stretches in their order; `end` is where the author's own words can end at the latest. */
function findBlocks(lines: readonly ReplyLine[]): {
  blocks: Block[];
  splits: Map<number, number>;
  end: number;
} {
  const blocks: Block[] = [];
  const splits = new Map<number, number>();
  const following = followingLines(lines);
  const quoteFollows = (n: number): boolean => lines[following[n] as number]?.marked === true;
  const joins: Joins = { left: 20_000 };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as ReplyLine;
    if (isBlank(line)) {
      at++;
      continue;
    }
    if (isForward(line)) return { blocks, splits, end: at };
    if (line.marked) {
      const to = endOfMarked(lines, at);
      blocks.push({ from: at, to, attributed: line.opens === true, rest: false });
      at = to + 1;
      continue;
    }
    const inside = quoteFollows(at) ? attributionInside(line.text) : -1;
    if (inside >= 0) splits.set(at, inside);
    const last = inside >= 0 ? at : headOfQuote(lines, at, quoteFollows, joins);
    if (last < 0) {
      at++;
      continue;
    }
    const next = following[last] as number;
    const before = blocks.at(-1)?.to ?? -1;
    const from = inside >= 0 ? at : Math.max(before + 1, rulesAbove(lines, at));
    const marked = lines[next]?.marked === true && !isWhole(line);
    blocks.push({ from, to: marked ? endOfMarked(lines, next) : lines.length - 1, attributed: true, rest: !marked });
    if (!marked) return { blocks, splits, end: from };
    at = (blocks.at(-1) as Block).to + 1;
  }
  return { blocks, splits, end: lines.length };
}

const isWhole = (line: ReplyLine): boolean => line.opensRest === true;

/** The last line of what announces a quotation at `at`; -1 when nothing does. */
function headOfQuote(
  lines: readonly ReplyLine[],
  at: number,
  quoteFollows: (n: number) => boolean,
  joins: Joins,
): number {
  const line = lines[at] as ReplyLine;
  if (line.opensRest) return at;
  if (isSeparator(line)) {
    let next = at + 1;
    while (next < lines.length && isBlank(lines[next] as ReplyLine)) next++;
    return next < lines.length ? Math.max(at, headerBlockAt(lines, next)) : at;
  }
  const header = headerBlockAt(lines, at);
  if (header >= 0) return header;
  if (line.text.length >= 10 && isRule(line.text) && unknownHeaderBlockAt(lines, at + 1)) return at;
  const attribution = attributionAt(lines, at, quoteFollows, joins);
  if (attribution >= 0) return attribution;
  if (line.opens) for (let n = at; n < Math.min(lines.length, at + 8); n++) if (quoteFollows(n)) return n;
  return -1;
}

/** For each line the next one that is not blank. */
function followingLines(lines: readonly ReplyLine[]): Int32Array {
  const following = new Int32Array(lines.length);
  let next = lines.length;
  for (let n = lines.length - 1; n >= 0; n--) {
    following[n] = next;
    if (!isBlank(lines[n] as ReplyLine)) next = n;
  }
  return following;
}

function endOfMarked(lines: readonly ReplyLine[], from: number): number {
  let last = from;
  for (let n = from + 1; n < lines.length; n++) {
    const line = lines[n] as ReplyLine;
    if (line.marked || isWrapped(lines, n)) last = n;
    else if (!isBlank(line)) break;
  }
  return last;
}

/** The rest of a quoted line that a program broke without marking it again. */
function isWrapped(lines: readonly ReplyLine[], n: number): boolean {
  const before = lines[n - 1] as ReplyLine;
  const { text } = lines[n] as ReplyLine;
  if (!before.marked || text === '' || before.text === '') return isLinkBetween(lines, n);
  const next = lines[n + 1];
  const nextEnds = next === undefined || next.marked || isBlank(next);
  if (!nextEnds) return false;
  const link = before.text.lastIndexOf('http');
  if (link >= 0 && /[(<]/.test(before.text[link - 1] ?? '') && !/[)> ]/.test(before.text.slice(link))) return true;
  return before.text.length >= 60 && text.length < 60 && /^\p{Ll}/u.test(text) && next?.marked === true;
}

const isLinkBetween = (lines: readonly ReplyLine[], n: number): boolean =>
  lines[n + 1]?.marked === true && /^[(<[]https?:[^\s]+[)>\]][ >]*$/.test(lines[n]?.text ?? '');

interface Stretch {
  /** The lines with text. */
  readonly own: readonly number[];
  /** The block it stands below; -1 at the top of the mail. */
  readonly after: number;
  /** It ends the mail. */
  readonly last: boolean;
}

/** What stands between the blocks. */
function ownStretches(lines: readonly ReplyLine[], blocks: readonly Block[], end: number): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (let index = 0; index <= blocks.length; index++) {
    const to = Math.min(end, blocks[index]?.from ?? end);
    const own: number[] = [];
    for (let n = from; n < to; n++) if (!isBlank(lines[n] as ReplyLine)) own.push(n);
    const last = index === blocks.length && end === lines.length;
    if (own.length > 0) stretches.push({ own, after: index - 1, last });
    from = (blocks[index]?.to ?? end) + 1;
  }
  return stretches;
}

/** Programs of telephones put the earlier mail below their own line without a word. */
function cutBelowSentFrom(lines: readonly ReplyLine[], own: readonly number[], judged: Judgement[]): void {
  const at = own.find((n, k) => k > 0 && isSentFromParagraph(lines, n));
  if (at === undefined) return;
  judged[at] = 'signature';
  judged.fill('quoted', at + 1, (own.at(-1) as number) + 1);
}

function hasNothingBefore(lines: readonly ReplyLine[], at: number): boolean {
  for (let n = 0; n < at; n++) if (!isBlank(lines[n] as ReplyLine)) return false;
  return true;
}

/** False when what is left as new is nothing, or only a signature above a mail that is passed on. */
function hasOwnText(lines: readonly ReplyLine[], judged: readonly Judgement[], stretches: readonly Stretch[]): boolean {
  const left = lines.some((line, n) => judged[n] === 'new' && !isBlank(line) && !isRule(line.text));
  if (!left) return false;
  const first = stretches[0];
  return !(
    stretches.length === 1 &&
    first?.after === -1 &&
    judged.includes('quoted') &&
    isOnlySignature(lines, first.own)
  );
}
