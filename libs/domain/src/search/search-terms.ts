import { codesOf, isOneOfPairs, wordsOf } from './words.js';

/** What a search asks for: every term of it, each by one of its alternatives. */
export interface SearchTerm {
  readonly isNegated: boolean;
  readonly alternatives: readonly SearchWord[];
}

export interface SearchWord {
  /** Words that follow one another. */
  readonly words: string;
  /** The same without the signs between, where it is a code: `sn4471ab`. */
  readonly code: string;
  /** A part of a word: always when the person said so (`laser*`), otherwise when no ticket has the whole word. */
  readonly part: { readonly text: string; readonly at: 'start' | 'end' | 'anywhere' } | null;
  readonly isPart: boolean;
}

/** So many terms are looked for; what is beyond is left out. */
const MOST_TERMS = 20;
const SHORTEST_PART = 2;

/**
 * Reads what a person types: words, all of which must be there; "words in this order"; -without; laser*, *jet, *serje*;
 * one OR another. Nothing is an error: what cannot be understood is taken as words.
 */
export function searchTerms(q: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let joins = false;
  for (const [, minus, quoted, bare] of q.matchAll(/(-)?(?:"([^"]*)"?|([^\s"]+))/g)) {
    if (bare === 'OR' && !minus) {
      joins = true;
      continue;
    }
    const word = quoted === undefined ? wordOf(bare ?? '') : phraseOf(quoted);
    if (!word) continue;
    const before = terms.at(-1);
    if (joins && before && !before.isNegated && !minus) {
      terms[terms.length - 1] = { isNegated: false, alternatives: [...before.alternatives, word] };
    } else if (terms.length < MOST_TERMS) terms.push({ isNegated: minus === '-', alternatives: [word] });
    joins = false;
  }
  return terms;
}

function phraseOf(text: string): SearchWord | null {
  const words = wordsOf(text);
  return words === '' ? null : { words, code: '', part: null, isPart: false };
}

function wordOf(text: string): SearchWord | null {
  const words = wordsOf(text);
  if (words === '') return null;
  const whole = words.includes(' ') ? codesOf(text) : words;
  const [starts, ends] = [text.endsWith('*'), text.startsWith('*')];
  const isPart = starts || ends || isOneOfPairs(words);
  const at = isPart && !ends ? 'start' : isPart && !starts ? 'end' : 'anywhere';
  const hasPart = whole !== '' && !whole.includes(' ') && (whole.length >= SHORTEST_PART || isPart);
  return {
    words,
    code: words.includes(' ') && hasPart ? whole : '',
    part: hasPart ? { text: whole, at } : null,
    isPart: isPart && hasPart,
  };
}
