import { describe, expect, it } from '@jest/globals';
import { retryAfter, waitAfter, waits } from './retry-table.js';

const now = new Date('2026-11-22T12:00:00Z');

describe('the retry table', () => {
  it('spreads ten attempts over 75 hours and 35 minutes', () => {
    const seconds = waits.map((wait) => wait / 1000);
    expect(seconds).toEqual([0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]);
    expect(seconds.reduce((sum, wait) => sum + wait)).toBe(75 * 3600 + 35 * 60 + 5);
  });

  it('waits the next line of the table after each failure, and gives up after the tenth', () => {
    const walked = waits.map((_, index) => waitAfter(index + 1, null, 0));
    expect(walked).toEqual([...waits.slice(1), null]);
  });

  it('adds up to a tenth of the wait, never takes any away', () => {
    expect(waitAfter(1, null, 0)).toBe(5_000);
    expect(waitAfter(1, null, 0.999)).toBeLessThanOrEqual(5_500);
    expect(waitAfter(1, null, 0.999)).toBeGreaterThan(5_400);
  });

  it('waits as long as the receiver asks, but no shorter than the table and not for ever', () => {
    expect(waitAfter(1, 120_000, 0)).toBe(120_000);
    expect(waitAfter(2, 1_000, 0)).toBe(300_000);
    expect(waitAfter(1, 999_999_999_000, 0)).toBe(26.4 * 3600_000);
    expect(waitAfter(10, 1_000, 0)).toBeNull();
  });
});

describe('a Retry-After header', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sun, 22 Nov 2026 12:01:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['-5', null],
    ['1e3', null],
    ['99999999999', null],
    ['tomorrow', null],
    ['Sun, 99 Nov 2026 12:01:00 GMT', null],
    ['2026', 2026_000],
    ['', null],
    [undefined, null],
  ])('%s is read as %s ms', (header, milliseconds) => {
    expect(retryAfter(header, now)).toBe(milliseconds);
  });
});
