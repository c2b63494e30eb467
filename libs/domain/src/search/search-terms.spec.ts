import { describe, expect, test } from '@jest/globals';
import { searchTerms, type SearchTerm } from './search-terms.js';

/** A term in short: `-` not, `|` or, `"` words in order, `*` the part that is looked for. */
const short = ({ isNegated, alternatives }: SearchTerm): string =>
  (isNegated ? '-' : '') +
  alternatives
    .map(({ words, part, isPart }) => {
      if (!isPart || !part) return words.includes(' ') ? `"${words}"` : words;
      return `${part.at === 'start' ? '' : '*'}${part.text}${part.at === 'end' ? '' : '*'}`;
    })
    .join('|');

describe('what a search asks for', () => {
  test.each([
    ['printer paper', ['printer', 'paper']],
    ['printer -paper', ['printer', '-paper']],
    ['"No ink" -"out of"', ['"no ink"', '-"out of"']],
    ['"not closed', ['"not closed"']],
    ['laser* *jet *serje*', ['laser*', '*jet', '*serje*']],
    ['ink OR toner paper', ['ink|toner', 'paper']],
    ['ink or toner', ['ink', 'or', 'toner']],
    ['OR ink OR', ['ink']],
    ['-ink OR toner', ['-ink', 'toner']],
    ['SN-4471-AB', ['"sn 4471 ab"']],
    ['- * "" \'%|!:*()', []],
    ['프린터', ['"프린 린터"']],
    ['값', ['값*']],
    ['принтер Ещё', ['принтер', 'еще']],
  ])('%s', (q, terms) => {
    expect(searchTerms(q).map(short)).toEqual(terms);
  });

  test('a code is also looked for without its signs, and as a part', () => {
    expect(searchTerms('SN-4471')[0]?.alternatives[0]).toEqual({
      words: 'sn 4471',
      code: 'sn4471',
      part: { text: 'sn4471', at: 'anywhere' },
      isPart: false,
    });
  });

  test('no more than twenty terms', () => {
    expect(searchTerms('a '.repeat(400))).toHaveLength(20);
  });
});
