import { attributionAt, attributionInside, type Joins } from './attribution.js';
import { headerBlockAt, rulesAbove, unknownHeaderBlockAt } from './header-block.js';
import { isRule, type ReplyLine } from './line-text.js';
import { isForward, isSeparator } from './separator.js';

/** A stretch of lines that may be cut: `from` and `to` are its first and last line. */
export interface Block {
  readonly from: number;
  readonly to: number;
  /** A line says whose words follow. */
  readonly attributed: boolean;
  /** Everything to the end of the mail, without marks: the earlier mail below its headers. */
  readonly rest: boolean;
}

export const isBlank = ({ text, marked, picture }: ReplyLine): boolean => text === '' && !marked && picture !== true;

/** The quoted stretches in their order; `end` is where the author's own words can end at the latest. */
export function findBlocks(lines: readonly ReplyLine[]): {
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

export interface Stretch {
  /** The lines with text. */
  readonly own: readonly number[];
  /** The block it stands below; -1 at the top of the mail. */
  readonly after: number;
  /** It ends the mail. */
  readonly last: boolean;
}

/** What stands between the blocks. */
export function ownStretches(lines: readonly ReplyLine[], blocks: readonly Block[], end: number): Stretch[] {
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
