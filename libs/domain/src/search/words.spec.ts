import { describe, expect, test } from '@jest/globals';
import { codesOf, wordsOf } from './words.js';

describe('the words of a text', () => {
  test.each([
    ['The printer, again!', 'the printer again'],
    ['Ёлка и ещё', 'елка и еще'],
    ['프린터가 멈춤', '프린 린터 터가 멈춤'],
    ['LG프린터', 'lg 프린 린터'],
    ['打印机坏了', '打印 印机 机坏 坏了'],
    ['값 1', '값 1'],
    ['foo/bar-baz_qux', 'foo bar baz qux'],
    ['Ｆｕｌｌ ｗｉｄｔｈ', 'full width'],
    ['e\u0301te\u0301', 'été'],
    ['   ', ''],
    ["'%|!:*()&<->\\", ''],
  ])('%j', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  test('a word too long to be one is cut', () => {
    expect(wordsOf('x'.repeat(5_000))).toHaveLength(200);
  });
});

test.each([
  ['SN-4471/AB failed with 0x8007-0005', 'sn4471ab 0x80070005'],
  ['well-known and/or', ''],
  ['1.5', '15'],
])('the codes in %j', (text, codes) => {
  expect(codesOf(text)).toBe(codes);
});
