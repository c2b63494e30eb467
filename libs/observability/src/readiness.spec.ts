import { expect, test } from '@jest/globals';
import { Readiness } from './readiness.js';

test('ready when every part is', async () => {
  const readiness = new Readiness();
  readiness.register('database', () => Promise.resolve());
  expect(await readiness.report()).toEqual({ ready: true, checks: { database: 'ok' } });
});

test('one part that fails or hangs is enough not to be, and is named', async () => {
  const readiness = new Readiness(20);
  readiness.register('database', () => Promise.resolve());
  readiness.register('queues', () => Promise.reject(new Error('refused')));
  readiness.register('disk', () => new Promise(() => {}));
  expect(await readiness.report()).toEqual({
    ready: false,
    checks: { database: 'ok', queues: 'refused', disk: 'no answer within 20 ms' },
  });
});

test('two parts of one name are a mistake', () => {
  const readiness = new Readiness();
  readiness.register('database', () => Promise.resolve());
  expect(() => readiness.register('database', () => Promise.resolve())).toThrow('already');
});
