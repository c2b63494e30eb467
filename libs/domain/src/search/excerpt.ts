/** A piece of a text and where in it the words are that were looked for: [from, to) in UTF-16 units. Never markup. */
export interface Excerpt {
  readonly text: string;
  readonly marks: readonly (readonly [from: number, to: number])[];
}

const LENGTH = 160;
const BEFORE = 40;
const MOST_MARKS = 10;
const LONGEST_TEXT = 20_000;

/** The first piece of a text in which one of the stems begins a word, or null. `stems` as the index has them. */
export function excerptOf(text: string, stems: readonly string[]): Excerpt | null {
  const pattern = patternOf(stems);
  if (!pattern) return null;
  const looked = text.slice(0, LONGEST_TEXT);
  const first = pattern.exec(looked);
  if (!first) return null;
  const from = beginning(looked, Math.max(0, first.index - BEFORE));
  const piece = looked.slice(from, end(looked, from + LENGTH));
  const marks: (readonly [number, number])[] = [];
  pattern.lastIndex = 0;
  for (const { index, 0: found, 1: pair } of piece.matchAll(pattern)) {
    const last = marks.at(-1);
    const [start, stop] = [index, index + (pair ?? found).length];
    if (last && start <= last[1]) marks[marks.length - 1] = [last[0], stop];
    else if (marks.length < MOST_MARKS) marks.push([start, stop]);
  }
  return { text: piece, marks };
}

/** A word that begins with a stem; of scripts without spaces, and of parts of words, the stem itself. */
function patternOf(stems: readonly string[]): RegExp | null {
  const known = stems
    .filter((stem) => stem !== '')
    .map((stem) => ({ stem, isPair: /^[^\p{Script=Latin}\p{Script=Cyrillic}\p{N}]/u.test(stem) }));
  if (known.length === 0) return null;
  const escaped = (stem: string): string =>
    stem.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll('е', '[её]');
  const begun = known.filter(({ isPair }) => !isPair).map(({ stem }) => escaped(withoutChangingEnd(stem)));
  const paired = known.filter(({ isPair }) => isPair).map(({ stem }) => escaped(stem));
  const parts = [
    ...(begun.length > 0 ? [`(?<![\\p{L}\\p{N}])(?:${begun.join('|')})[\\p{L}\\p{N}\\p{M}]*`] : []),
    // Pairs share characters: each is looked for from every character on.
    ...(paired.length > 0 ? [`(?=(${paired.join('|')}))[^]`] : []),
  ];
  return new RegExp(parts.join('|'), 'giu');
}

/** happi stands for happy, too. */
const withoutChangingEnd = (stem: string): string => (stem.length > 3 && /[iy]$/.test(stem) ? stem.slice(0, -1) : stem);

/** The beginning of a word near here, and never the middle of a character. */
function beginning(text: string, near: number): number {
  if (near === 0) return 0;
  const space = text.indexOf(' ', near);
  if (space >= 0 && space < near + BEFORE) return space + 1;
  return isMiddle(text, near) ? near + 1 : near;
}

const end = (text: string, near: number): number => (isMiddle(text, near) ? near - 1 : near);
const isMiddle = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at));
