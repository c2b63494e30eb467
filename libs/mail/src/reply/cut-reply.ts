import { judgeLines, type Judged, type Judgement } from './judge-lines.js';
import { replyLine, seen, type ReplyLine } from './line-text.js';

export interface CutReply {
  /** What the author wrote; never empty when `text` is not. */
  readonly newText: string;
  /** What was cut as quoted, in its order; '' when nothing was. */
  readonly quoted: string;
  /** What was cut as signature; null when nothing was. */
  readonly signature: string | null;
}

/** No mail a person wrote is longer (in UTF-16 units): it stays as it is. */
const longest = 4_000_000;
const blank: ReplyLine = { text: '', marked: false };

/**
 * Tells what is new in the text of a mail from the mails it quotes and from its signature.
 * Every line with text is in exactly one of the three; only blank lines and line endings may be lost. When in doubt it is new.
 */
export function cutReply(text: string): CutReply {
  if (text.length > longest) return { newText: text, quoted: '', signature: null };
  const lines = text.split(/\r\n|\n|\r/);
  const judged = judgeReply(lines);
  const signature = joined(lines, judged, 'signature');
  return {
    newText: joined(lines, judged, 'new'),
    quoted: joined(lines, judged, 'quoted'),
    signature: signature === '' ? null : signature,
  };
}

/** The judgement of each of `lines`. */
export const judgeReply = (lines: readonly string[]): Judged =>
  judgeLines(lines.map((line) => (line === '' ? blank : replyLine(line))));

function joined(lines: readonly string[], { lines: judged, splits }: Judged, kind: Judgement): string {
  const parts: string[] = [];
  lines.forEach((line, n) => {
    const split = splits.get(n);
    if (split === undefined) {
      if (judged[n] === kind) parts.push(line);
    } else if (kind === 'new') parts.push(line.slice(0, asWritten(line, split)));
    else if (kind === 'quoted') parts.push(line.slice(asWritten(line, split)));
  });
  return withoutBlankEdges(parts);
}

/** The place in `line` as it was written for place `at` of the line as rules see it: as many characters that are not blank stand before it. */
function asWritten(line: string, at: number): number {
  let wanted = seen(line).slice(0, at).replaceAll(' ', '').length;
  let n = 0;
  for (; n < line.length && wanted > 0; n++) if (seen(line[n] as string) !== '') wanted--;
  return n;
}

function withoutBlankEdges(lines: readonly string[]): string {
  let from = 0;
  let to = lines.length;
  while (from < to && (lines[from] as string).trim() === '') from++;
  while (to > from && (lines[to - 1] as string).trim() === '') to--;
  return lines.slice(from, to).join('\n').trimEnd();
}
