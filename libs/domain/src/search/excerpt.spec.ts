import { describe, expect, test } from '@jest/globals';
import { excerptOf } from './excerpt.js';

/** The excerpt with its marks in brackets. */
function marked(text: string, stems: string[]): string | null {
  const excerpt = excerptOf(text, stems);
  if (!excerpt) return null;
  return excerpt.marks.reduceRight(
    (shown, [from, to]) => `${shown.slice(0, from)}[${shown.slice(from, to)}]${shown.slice(to)}`,
    excerpt.text,
  );
}

describe('a piece of a text', () => {
  test.each([
    ['The printers jammed.', ['printer'], 'The [printers] jammed.'],
    ['Happy and happier', ['happi'], '[Happy] and [happier]'],
    ['Все принтеры стоят, ещё', ['принтер', 'ещ'], 'Все [принтеры] стоят, [ещё]'],
    ['еще раз', ['ещ'], '[еще] раз'],
    ['새 프린터가 멈춤', ['프린', '린터'], '새 [프린터]가 멈춤'],
    ['reprinted', ['printer'], null],
    ['<b>printer</b>', ['printer'], '<b>[printer]</b>'],
    ['nothing', [], null],
  ])('%j', (text, stems, expected) => {
    expect(marked(text, stems)).toBe(expected);
  });

  test('is short, begins near the word and at a word, and cuts no character in two', () => {
    const excerpt = excerptOf(`${'before '.repeat(100)}printer ${'😀'.repeat(200)}`, ['printer']);
    expect(excerpt?.text).toMatch(/^before .*printer 😀/);
    expect(excerpt?.text.length).toBeLessThanOrEqual(160);
    expect(excerpt?.text.isWellFormed()).toBe(true);
  });

  test('signs in a stem are no pattern', () => {
    expect(excerptOf('abc', ['(', 'a|b', '.*+'])).toBe(null);
  });
});
