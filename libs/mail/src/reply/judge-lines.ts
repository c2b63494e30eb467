import { isRule, type ReplyLine } from './line-text.js';
import { findBlocks, isBlank, ownStretches, type Block, type Stretch } from './quote-blocks.js';
import { isDisclaimer, isOnlySignature, isSentFromParagraph, signatureAt } from './signature.js';

export type Judgement = 'new' | 'quoted' | 'signature';

export interface Judged {
  /** One for each line. */
  readonly lines: readonly Judgement[];
  /** Lines that are the author's up to `at` and quoted from there. */
  readonly splits: ReadonlyMap<number, number>;
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
  if (marked.length >= 2 || marked.some((block) => goesOnBelow(lines, blocks, block))) return kept;

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

/** Whether the quotation goes on below the author's comment on block `index`: with more than the signature of whom is quoted. */
function goesOnBelow(lines: readonly ReplyLine[], blocks: readonly Block[], index: number): boolean {
  const next = blocks[index + 1];
  if (next === undefined || next.attributed) return false;
  const quoted: number[] = [];
  for (let n = next.from; n <= next.to; n++) if ((lines[n] as ReplyLine).text !== '') quoted.push(n);
  const signature = signatureAt(lines, quoted, true);
  return (signature < 0 ? quoted.length : signature) > 2;
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
