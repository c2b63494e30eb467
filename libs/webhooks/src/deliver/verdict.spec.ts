import { describe, expect, it } from '@jest/globals';
import { RefusedEndpoint } from '../guard-address/address-guard.js';
import { verdictOn } from './verdict.js';

const now = new Date('2026-11-22T12:00:00Z');
const first = { attempts: 1, now, random: 0, receiver: 'receiver' };
const answer = (status: number, retryAfter?: string) => ({ status, retryAfter });
const coded = (code: string) => Object.assign(new Error('raw'), { code });

describe('the verdict on an attempt', () => {
  it.each([200, 201, 202, 204, 299])('%i is delivered', (status) => {
    expect(verdictOn(answer(status), first)).toEqual({ kind: 'delivered' });
  });

  it.each([301, 302, 307, 308, 400, 401, 404, 409, 500, 502, 504, 0])(
    '%i is tried again after the table’s wait',
    (status) => {
      expect(verdictOn(answer(status, '3600'), first)).toMatchObject({ kind: 'retry', waitMs: 5_000 });
    },
  );

  it.each([429, 503])('%i is tried again when the receiver asks for it', (status) => {
    expect(verdictOn(answer(status, '3600'), first)).toMatchObject({ kind: 'retry', waitMs: 3_600_000 });
    expect(verdictOn(answer(status), first)).toMatchObject({ kind: 'retry', waitMs: 5_000 });
  });

  it('410 stops', () => {
    expect(verdictOn(answer(410), first)).toMatchObject({ kind: 'stop', because: 'gone' });
  });

  it('an endpoint that must not be called stops at once, and says why', () => {
    const refused = new RefusedEndpoint('It leads to the private address 10.0.0.1.');
    expect(verdictOn(refused, first)).toEqual({
      kind: 'stop',
      because: 'refused',
      why: 'The endpoint is not called. It leads to the private address 10.0.0.1.',
    });
  });

  it('a broken connection, a missing name and a timeout are tried again', () => {
    expect(verdictOn(coded('ECONNREFUSED'), first)).toMatchObject({ kind: 'retry', why: 'No answer: ECONNREFUSED.' });
    expect(verdictOn(coded('ENOTFOUND'), first)).toMatchObject({ kind: 'retry' });
    expect(verdictOn(new DOMException('x', 'TimeoutError'), first)).toMatchObject({
      kind: 'retry',
      why: 'No answer: it took too long.',
    });
  });

  it('the tenth failure is the last', () => {
    expect(verdictOn(answer(500), { ...first, attempts: 9 })).toMatchObject({ kind: 'retry', waitMs: 86_400_000 });
    expect(verdictOn(answer(500), { ...first, attempts: 10 })).toEqual({
      kind: 'stop',
      because: 'exhausted',
      why: 'Given up after 10 attempts. The receiver answered 500.',
    });
    expect(verdictOn(answer(503, '1'), { ...first, attempts: 10 })).toMatchObject({ kind: 'stop' });
  });
});
