/*
 * What a text is found by. Words in scripts that are written with spaces are stemmed by PostgreSQL. In the others, and in
 * Korean, whose particles hang on the word, a word is wherever two characters meet: so a search needs no dictionary and
 * finds 프린터 in 프린터가.
 */
const together = ['Hangul', 'Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
/** TypeScript would have the flag `v` only for newer targets; every Node we run on knows it. */
const runs = new RegExp(`[${together}ー]+|[[\\p{L}\\p{N}\\p{M}]--[${together}ー]]+`, 'gv');
const isTogether = new RegExp(`^[${together}ー]`, 'v');
/** SN-4471/AB, 0x8007-0005: something with a digit that somebody else writes without the signs between. */
const codes = /[\p{L}\p{N}]+(?:[-_./:\\#][\p{L}\p{N}]+)+/gu;

const LONGEST_WORD = 200;
const LONGEST_CODE = 64;

/** One way to write what may be written in several: composed, in lower case, ё as е. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');

/** The words of a text in their order, with one space between. */
export const wordsOf = (text: string): string =>
  (plain(text).match(runs) ?? [])
    .map((run) => (isTogether.test(run) ? pairs(run) : run.slice(0, LONGEST_WORD)))
    .join(' ');

/** The codes in a text without the signs in them, with one space between: `sn4471ab`. */
export const codesOf = (text: string): string =>
  (plain(text).match(codes) ?? [])
    .map((code) => code.replaceAll(/[^\p{L}\p{N}]/gu, ''))
    .filter((code) => /\p{N}/u.test(code) && code.length <= LONGEST_CODE)
    .join(' ');

function pairs(run: string): string {
  const characters = Array.from(run);
  if (characters.length === 1) return run;
  return characters
    .slice(1)
    .map((character, index) => `${characters[index]}${character}`)
    .join(' ');
}

/** Whether the words of this run are pairs of characters: one character alone is then the beginning of any of them. */
export const isOneOfPairs = (text: string): boolean => isTogether.test(text) && Array.from(text).length === 1;
