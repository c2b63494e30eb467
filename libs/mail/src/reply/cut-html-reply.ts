import { htmlLines, type HtmlLines } from './html-lines.js';
import { judgeLines } from './judge-lines.js';

export interface CutHtmlReply {
  /** The source without what it quotes: nothing else of it is changed. Not safe to show if `html` was not. */
  readonly newHtml: string;
  /** Whether anything was cut. */
  readonly quoted: boolean;
}

/** No program writes longer HTML around a reply (in UTF-16 units): it stays as it is. */
const longest = 4_000_000;

/**
 * Cuts what an HTML mail quotes. It is read as the lines a reader sees, these are judged as those of a plain text are,
 * and mail programs' own marks (classes, ids, blockquotes) say more. Signatures stay. When in doubt, everything stays.
 */
export function cutHtmlReply(html: string): CutHtmlReply {
  const page = html.length > longest ? null : htmlLines(html);
  if (page === null) return { newHtml: html, quoted: false };
  const { lines: judged } = judgeLines(page.lines);
  if (!judged.includes('quoted')) return { newHtml: html, quoted: false };
  const cut = page.pieces.map(({ line }) => judged[Math.min(line, judged.length - 1)] === 'quoted');
  return { newHtml: without(html, rangesOf(page, cut)), quoted: true };
}

type Range = readonly [start: number, end: number];

/** The pieces that are cut, and the elements in which nothing else is. */
function rangesOf({ pieces, extents }: HtmlLines, cut: readonly boolean[]): Range[] {
  const before = new Int32Array(cut.length + 1);
  cut.forEach((each, n) => (before[n + 1] = (before[n] as number) + (each ? 1 : 0)));
  const ranges: Range[] = [];
  pieces.forEach(({ start, end }, n) => cut[n] && ranges.push([start, end]));
  for (const { start, end, first, last } of extents)
    if ((before[last] as number) - (before[first] as number) === last - first) ranges.push([start, end]);
  return ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

function without(html: string, ranges: readonly Range[]): string {
  const kept: string[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start > at) kept.push(html.slice(at, start));
    at = Math.max(at, end);
  }
  return kept.join('') + html.slice(at);
}
