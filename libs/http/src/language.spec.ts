import { expect, test } from '@jest/globals';
import { preferred } from './language.js';

test.each([
  ['', 'en'],
  ['de-DE, fr;q=0.5', 'en'],
  ['ru', 'ru'],
  ['ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
  ['en;q=0.3, RU-ru;q=0.8', 'ru'],
  ['fr, ko;q=0.2, *;q=0.1', 'ko'],
  ['ru;q=0, en', 'en'],
  ['ru;q=nonsense', 'en'],
  ['russian', 'en'],
])('"%s" is answered in %s', (header, expected) => {
  expect(preferred(header)).toBe(expected);
});
