import { expect, test } from '@jest/globals';
import { RateLimit } from './rate-limit.js';

test('a key may send a burst, then as fast as its bucket fills', () => {
  let now = 0;
  const limit = new RateLimit(600, 100, () => now);
  for (let sent = 0; sent < 60; sent += 1) expect(limit.take('a')).toBe(0);
  expect(limit.take('a')).toBe(1);
  expect(limit.take('b')).toBe(0);
  now += 100;
  expect(limit.take('a')).toBe(0);
  expect(limit.take('a')).toBe(1);
});

test('whoever waits as long as he is told may pass', () => {
  let now = 0;
  const limit = new RateLimit(2, 100, () => now);
  for (let sent = 0; sent < 2; sent += 1) expect(limit.take('a')).toBe(0);
  const wait = limit.take('a');
  expect(wait).toBe(30);
  now += wait * 1_000;
  expect(limit.take('a')).toBe(0);
});

test('a clock that goes back takes nothing away for ever', () => {
  let now = 1_000_000;
  const limit = new RateLimit(600, 100, () => now);
  limit.take('a');
  now = 0;
  expect(limit.take('a')).toBe(0);
});

test('memory is bounded: the key unused for longest is forgotten', () => {
  const limit = new RateLimit(600, 3, () => 0);
  for (const key of ['a', 'b', 'c', 'a', 'd']) limit.take(key);
  expect(['a', 'b', 'c', 'd'].map((key) => limit.knows(key))).toEqual([true, false, true, true]);
});
