import { expect, test } from '@jest/globals';
import { Readiness } from './readiness.js';

test('ready when every part is', async () => {
  const readiness = new Readiness();
  readiness.register('database', () => Promise.resolve());
  expect(await readiness.report()).toEqual({ ready: true, checks: { database: 'ok' }, problems: [] });
});

test('one part that fails or hangs is enough not to be, and is named', async () => {
  const readiness = new Readiness(20);
  readiness.register('database', () => Promise.resolve());
  readiness.register('queues', () => Promise.reject(new Error('refused')));
  readiness.register('disk', () => new Promise(() => {}));
  const report = await readiness.report();
  expect(report).toMatchObject({
    ready: false,
    checks: { database: 'ok', queues: 'refused', disk: 'no answer within 20 ms' },
  });
  expect(report.problems.map(({ part }) => part)).toEqual(['queues', 'disk']);
});

test('a part that fails says since when, until it works again', async () => {
  const readiness = new Readiness();
  let works = false;
  readiness.register('queues', () => (works ? Promise.resolve() : Promise.reject(new Error('refused'))));
  const before = new Date().toISOString();
  const first = await readiness.report();
  expect(first.problems[0]!.since >= before).toBe(true);
  expect(await readiness.report()).toEqual(first);
  works = true;
  expect((await readiness.report()).problems).toEqual([]);
});

test('a reason names no address, user or password', async () => {
  const readiness = new Readiness();
  const reasons = {
    refused: Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), { code: 'ECONNREFUSED' }),
    password: Object.assign(new Error('password authentication failed for user "tierline"'), { code: '28P01' }),
    odd: new Error(
      'postgres://tierline:secret@db.internal/tierline and 10.1.2.3:6379 and [fe80::1]:6379 of "tierline"',
    ),
  };
  for (const [name, error] of Object.entries(reasons)) readiness.register(name, () => Promise.reject(error));
  const { checks } = await readiness.report();
  expect(checks).toEqual({
    refused: 'nobody listens there',
    password: 'it refuses our password',
    odd: '(address) and (address) and (address) of (name)',
  });
});

test('two parts of one name are a mistake', () => {
  const readiness = new Readiness();
  readiness.register('database', () => Promise.resolve());
  expect(() => readiness.register('database', () => Promise.resolve())).toThrow('already');
});
