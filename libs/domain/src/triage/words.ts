/*
 * Finds words in what people wrote: whole words, whatever their case and accents, in any script. Russian nouns match in
 * every case ending, Korean words with their particles. A phrase matches its words side by side; `net*` matches every
 * word that begins so.
 */

/** Further text is not looked at: a pasted log must not make a rule slow. In UTF-16 units. */
const LOOKED_AT = 100_000;

/** A text, prepared to be asked for many words. */
export class WordSearch {
  private readonly words: readonly string[];
  private readonly known: ReadonlySet<string>;
  private readonly folded: string;

  constructor(text: string) {
    this.folded = fold(text.slice(0, LOOKED_AT));
    this.words = wordsOf(this.folded);
    this.known = new Set(this.words.flatMap(formsOf));
  }

  /** Whether `term` (a word, a phrase, or the beginning of a word followed by `*`) occurs. A term without letters never does. */
  has(term: string): boolean {
    const folded = fold(term.trim());
    const wanted = wordsOf(folded);
    if (wanted.length === 0) return false;
    if (withoutSpaces.test(folded)) return this.folded.includes(folded);
    const open = folded.endsWith('*');
    const whole = open ? wanted.slice(0, -1) : wanted;
    if (!whole.every((word) => keysOf(word).some((key) => this.known.has(key)))) return false;
    if (wanted.length === 1 && !open) return true;
    return this.words.some((_, at) =>
      wanted.every((word, index) => {
        const found = this.words[at + index];
        if (found === undefined) return false;
        return open && index === wanted.length - 1 ? found.startsWith(word) : sameWord(found, word);
      }),
    );
  }
}

/** Whether a rule could ever find this term. */
export const hasLetters = (term: string): boolean => wordsOf(fold(term)).length > 0;

const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** One spelling for all: no case, no accents. `й` is a letter of its own, not an accented `и`. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/([иИ])\u0306/gu, (_, letter: string) => (letter === 'И' ? 'Й' : 'й'))
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/gu, 'σ');

const sameWord = (found: string, wanted: string): boolean => {
  const forms = formsOf(found);
  return keysOf(wanted).some((key) => forms.includes(key));
};

/** Everything a word in a text may be asked for as: itself, a Russian stem, a Korean word without its particles. */
const formsOf = (word: string): string[] => {
  if (hangul.test(word)) return [word, ...withoutParticles(word)];
  return cyrillic.test(word) ? [word, stem(word)] : [word];
};

/** What a word in a rule looks for. */
const keysOf = (word: string): string[] => (cyrillic.test(word) ? [word, stem(word)] : [word]);

const cyrillic = /^\p{Script=Cyrillic}+$/u;
const hangul = /\p{Script=Hangul}$/u;
const withoutSpaces = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{M}ー]+$/u;

/** The noun endings of the Snowball stemmer for Russian, taken off where at least three letters stay. */
const stem = (word: string): string => `${word.replace(nounEnding, '$1')}~`;
const nounEnding =
  /^(.{3,}?)(?:иями|иях|иям|ием|ией|ями|ами|ев|ов|ье|ие|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|[аейоуыьюяи])$/u;

/** A noun may carry several particles: 에서 + 는, 까지 + 도, and the copula. */
function withoutParticles(word: string): string[] {
  const bare: string[] = [];
  for (let length = 1; length < word.length; length += 1)
    if (particles.test(word.slice(length))) bare.push(word.slice(0, length));
  return bare;
}
const particles = new RegExp(
  `^(?:${[
    '들|은|는|이|가|을|를|의|에|에서|에게|에게서|께|께서|한테|한테서|로|으로|로서|으로서|로써|으로써|와|과|랑|이랑|하고',
    '도|만|까지|부터|마저|조차|밖에|보다|처럼|같이|마다|나|이나|든지|이든지|라도|이라도|야|이야|요|이요',
    '인데|인데요|입니다|입니까|이다|이에요|예요|이고|이며|인|이라|이라고|라고|란|이란',
  ].join('|')}){1,3}$`,
  'u',
);
