import type { CorpusResult } from './corpus-set.js';

/** What was found about one expectation. `kept`: all new text is there. `gone`: nothing else is. Undefined: it says nothing of that. */
export interface ReplyFinding {
  readonly right: boolean;
  readonly kept?: boolean;
  readonly gone?: boolean;
}

/** Counts expectations about replies: how many hold, and the two rates "new text kept" and "quoted text gone". */
export class ReplyRates {
  private right = 0;
  private of = 0;
  private kept = 0;
  private ofKept = 0;
  private gone = 0;
  private ofGone = 0;
  private readonly misses: string[] = [];

  add(where: string, finding: ReplyFinding, told: () => string): void {
    this.of++;
    if (finding.right) this.right++;
    else this.misses.push(`${where}: ${told()}`);
    if (finding.kept !== undefined) {
      this.ofKept++;
      if (finding.kept) this.kept++;
    }
    if (finding.gone !== undefined) {
      this.ofGone++;
      if (finding.gone) this.gone++;
    }
  }

  result(note: string): CorpusResult {
    const rate = (part: number, whole: number): string =>
      `${((100 * part) / Math.max(1, whole)).toFixed(1)} % (${part} of ${whole})`;
    return {
      right: this.right,
      of: this.of,
      note: `new text kept ${rate(this.kept, this.ofKept)}, quoted text gone ${rate(this.gone, this.ofGone)}; ${note}`,
      misses: this.misses,
    };
  }
}

/** Texts are the same when their lines are, but for blank ones and for space at their ends. */
export function compareTexts(got: string, want: string): ReplyFinding {
  const [gotLines, wantLines] = [linesOf(got), linesOf(want)];
  return {
    right: gotLines.join('\n') === wantLines.join('\n'),
    kept: wantLines.every((line) => gotLines.includes(line)),
    gone: gotLines.every((line) => wantLines.includes(line)),
  };
}

export const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '');

/** Whether every character that shows is in one of the parts. */
export function losesNothing(text: string, parts: readonly string[]): boolean {
  const sorted = (all: string): string => linesOf(all).sort().join('\n').replaceAll(' ', '');
  return sorted(text) === sorted(parts.join('\n')) || shown(text) === shown(parts.join(''));
}

const shown = (text: string): string => Array.from(text.replace(/\s/g, '')).sort().join('');

export const brief = (value: string | null): string => JSON.stringify(value)?.slice(0, 240) ?? 'nothing';
