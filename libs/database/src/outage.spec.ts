import { DomainError } from '#domain';
import { describe, expect, test } from '@jest/globals';
import { runInNewContext } from 'node:vm';
import { isOutage } from './outage.js';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

describe('what is an outage', () => {
  test.each(['08000', '08006', '57P01', '57P03', '53200', '53300', '40001', '40P01', '55P03'])(
    'SQLSTATE %s is',
    (code) => expect(isOutage(coded(code))).toBe(true),
  );

  test.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'])('%s is', (code) =>
    expect(isOutage(coded(code))).toBe(true),
  );

  test.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'Query runner already released. Cannot run queries anymore.',
    'Query read timeout',
  ])('"%s" is', (message) => expect(isOutage(new Error(message))).toBe(true));

  test('an error of another realm is, too', () => {
    const foreign: unknown = runInNewContext(`Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })`);
    expect(foreign instanceof Error).toBe(false);
    expect(isOutage(foreign)).toBe(true);
  });

  test('the error of a driver inside another error is', () => {
    expect(isOutage(Object.assign(new Error('failed'), { driverError: coded('40P01') }))).toBe(true);
  });

  test.each<[string, unknown]>([
    ['a unique violation', coded('23505')],
    ['a cancelled statement', coded('57014')],
    ['a refusal of the domain', new DomainError('conflict', 'ticket.gone', 'Connection is fine')],
    ['any other error', new Error('no')],
    ['no error at all', 'ECONNREFUSED'],
    ['nothing', undefined],
  ])('%s is not', (_what, error) => expect(isOutage(error)).toBe(false));
});
