import { DomainError } from '#domain';
import { describe, expect, test } from '@jest/globals';
import { problemOf } from './problem-of.js';

describe('an error as a problem', () => {
  test.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['refused', 422],
    ['too-many', 429],
  ] as const)('%s is a %i', (kind, status) => {
    expect(problemOf(new DomainError(kind, 'a.b', 'why'))).toMatchObject({ status, code: 'a.b', detail: 'why' });
  });

  test('retryAfterSeconds becomes a header, other extras members', () => {
    const { headers, extra } = problemOf(
      new DomainError('conflict', 'a.b', '', { retryAfterSeconds: 1.2, version: 7 }),
    );
    expect(headers).toEqual({ 'retry-after': '2' });
    expect(extra).toEqual({ version: 7 });
  });

  test('what is wrong with a field has the code of the whole, unless it has its own', () => {
    const errors = [{ pointer: '/a', detail: '' }, { pointer: '/b', detail: '', code: 'c.d', values: { max: 2 } }] as const; // prettier-ignore
    expect(problemOf(new DomainError('refused', 'a.b', '', { errors })).errors).toEqual([
      { pointer: '/a', detail: '', code: 'a.b' },
      { pointer: '/b', detail: '', code: 'c.d', values: { max: 2 } },
    ]);
  });

  test.each([
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    Object.assign(new Error('QueryFailed'), { driverError: Object.assign(new Error('x'), { code: '57P01' }) }),
    Object.assign(new Error('too many clients'), { code: '53300' }),
    Object.assign(new Error('lock'), { code: '55P03' }),
  ])('%s heals by itself: 503', (error) => {
    expect(problemOf(error)).toMatchObject({
      status: 503,
      code: 'service.unavailable',
      headers: { 'retry-after': '2' },
    });
  });

  test.each([
    ['23505', 409],
    ['23503', 422],
    ['22021', 400],
    ['22P02', 400],
    ['54000', 400],
  ])('SQLSTATE %s is the caller’s fault: %i', (code, status) => {
    expect(problemOf(Object.assign(new Error('x'), { code })).status).toBe(status);
  });

  test.each([
    new TypeError('x'),
    Object.assign(new Error('no such column'), { code: '42703' }),
    null,
    undefined,
    'text',
    7,
  ])('%s is our own fault: 500, telling nothing', (error) => {
    expect(problemOf(error)).toMatchObject({
      status: 500,
      code: 'service.failed',
      detail: expect.not.stringContaining('column'),
    });
  });
});
