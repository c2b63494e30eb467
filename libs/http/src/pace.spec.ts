import { expect, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { Pace } from './pace.js';

const aStream = () => new PassThrough().resume();

test('a stream that brings more than a turn may take waits for the next one', async () => {
  const pace = new Pace(100);
  const [one, two] = [aStream(), aStream()];
  pace.took(one, 60);
  pace.took(two, 40);
  expect([one, two].map((stream) => stream.isPaused())).toEqual([false, false]);
  pace.took(two, 1);
  pace.took(one, 60);
  expect([one, two].map((stream) => stream.isPaused())).toEqual([true, true]);
  await new Promise(setImmediate);
  expect([one, two].map((stream) => stream.isPaused())).toEqual([false, false]);
  pace.took(one, 100);
  expect(one.isPaused()).toBe(false);
});
