import { describe, expect, test } from '@jest/globals';
import { email, text } from './text.js';

describe('text', () => {
  test.each(['  spaces around  ', '\u202e\u0007\u001b[31m', '👩‍👩‍👧‍👦', '\ufeff', '𝒳', '\r\n\t', 'é', 'e\u0301'])(
    '%j comes back as it was sent',
    (value) => {
      expect(text({ max: 100 }).parse(value)).toBe(value);
    },
  );

  test.each(['', 'a\0b', '\ud800', '\udfff\ud800', 'x'.repeat(101)])('%j is refused', (value) => {
    expect(text({ max: 100 }).safeParse(value).success).toBe(false);
  });

  test('may be empty where that is said', () => {
    expect(text({ min: 0, max: 10 }).parse('')).toBe('');
  });
});

describe('email', () => {
  test.each(["o'brien+tag@example.com", 'ким@пример.рф', 'a@localhost', '김@예시.한국'])(
    '%s is an address',
    (value) => {
      expect(email().parse(value)).toBe(value);
    },
  );

  test.each([
    'a',
    'a@',
    '@b',
    'a@b@c',
    'a b@c.d',
    'a@b..c',
    'a@.b',
    'A <a@b.c>',
    'a@b.c,d@e.f',
    'a@b\r\nBcc: c',
    `a@${'b'.repeat(260)}`,
  ])('%j is not', (value) => {
    expect(email().safeParse(value).success).toBe(false);
  });
});
