import { expect, it, test } from '@jest/globals';
import { verdictOn, type SmtpFailure } from './verdict.js';

const after = (failure: Partial<SmtpFailure>, attempts = 1) =>
  verdictOn({ message: 'It failed', ...failure }, { attempts, random: 0.5 });

const refused = (responseCode: number, command = 'RCPT TO'): Partial<SmtpFailure> => ({
  code: 'EENVELOPE',
  command,
  responseCode,
  response: `${responseCode} no`,
});

it.each<[string, Partial<SmtpFailure>]>([
  ['an unknown recipient', refused(550)],
  ['a mail that is too large', { ...refused(552, 'DATA'), code: 'EMESSAGE' }],
  ['an address that is none', { code: 'EENVELOPE', command: 'API' }],
])('%s is final', (_, failure) => expect(after(failure).kind).toBe('failed'));

it.each<[string, Partial<SmtpFailure>]>([
  ['a server that is not there', { code: 'ECONNECTION', command: 'CONN' }],
  ['a server that is too slow', { code: 'ETIMEDOUT' }],
  ['a wrong password', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }],
  ['a password that is asked for', refused(530, 'MAIL FROM')],
  ['no TLS', { code: 'ETLS', command: 'STARTTLS', responseCode: 502 }],
  ['a server that greets with a refusal', { code: 'EPROTOCOL', command: 'CONN', responseCode: 554 }],
  ['anything else', {}],
])('%s is no verdict on the mail, however long it lasts', (_, failure) => {
  expect(after(failure)).toMatchObject({ kind: 'retry', waitMs: 5_000 });
  expect(after(failure, 1_000)).toMatchObject({ kind: 'retry', waitMs: 300_000 });
});

test('what is refused for now is tried for five days, less and less often', () => {
  expect(after(refused(451))).toEqual({ kind: 'retry', waitMs: 60_000, why: '451 no' });
  expect(after(refused(421, 'DATA'), 4)).toMatchObject({ kind: 'retry', waitMs: 1_800_000 });
  expect(after(refused(451), 34)).toMatchObject({ kind: 'retry', waitMs: 4 * 3_600_000 });
  expect(after(refused(451), 35)).toEqual({ kind: 'failed', why: 'Given up after 35 attempts: 451 no' });
});
