import { describe, expect, test } from '@jest/globals';
import { authenticityOf, senderOf } from './sender.js';

type Verdict = 'pass' | 'fail' | null;
const said = (spf: Verdict, dkim: Verdict, dmarc: Verdict) => ({ spf, dkim, dmarc, mailFrom: null });

describe('whether a mail is from whom it says', () => {
  test.each([
    ['proven', said(null, null, 'pass'), 'kim@customer.test'],
    ['refuted', said('pass', 'pass', 'fail'), 'kim@customer.test'],
    ['proven', said('pass', null, null), 'bounces@customer.test'],
    ['unknown', said('pass', null, null), 'mallory@elsewhere.test'],
    ['proven', said('pass', null, null), 'Customer.test'],
    ['unknown', said('pass', null, null), null],
    ['unknown', said(null, 'pass', null), null],
    ['refuted', said('fail', null, null), 'kim@customer.test'],
    ['refuted', said('fail', 'fail', null), 'kim@customer.test'],
    ['refuted', said(null, 'fail', null), null],
    ['unknown', said('fail', 'pass', null), null],
    ['unknown', said(null, null, null), null],
  ] as const)('%s: %j, sent by %s', (expected, verdicts, mailFrom) => {
    expect(authenticityOf({ ...verdicts, mailFrom }, 'kim@customer.test')).toBe(expected);
  });
});

describe('who wrote', () => {
  const address = (text: string | null) => (text === null ? null : { address: text, name: ' A \r\n name ' });
  const ours = new Set(['help@desk.test']);
  test.each([
    ['Kim@Customer.test', [], 'kim@customer.test'],
    ['kim@customer.test', ['other@elsewhere.test'], 'kim@customer.test'],
    ['no-reply@desk.test', ['visitor@home.test'], 'visitor@home.test'],
    ['anna@desk.test', ['anna@home.test'], 'anna@desk.test'],
    ['no-reply@elsewhere.test', ['visitor@home.test'], 'no-reply@elsewhere.test'],
    ['no-reply@desk.test', ['help@desk.test'], 'no-reply@desk.test'],
    ['not an address', ['kim@customer.test'], 'kim@customer.test'],
    [null, [], null],
    ['<>', ['also not'], null],
  ])('from %s with answers to %j: %s', (from, replyTo, expected) => {
    const mail = {
      from: address(from),
      replyTo: replyTo.map((each) => address(each)!),
      authentication: said(null, null, null),
    };
    const sender = senderOf(mail, ours);
    expect(sender?.email ?? null).toBe(expected);
    expect(sender?.isOnlySaid ?? false).toBe(expected !== null && expected !== from?.toLowerCase());
  });

  test('his name is one line', () => {
    const mail = { from: address('a@b.test'), replyTo: [], authentication: said(null, null, 'pass') };
    expect(senderOf(mail, ours)).toEqual({
      email: 'a@b.test',
      name: 'A name',
      authenticity: 'proven',
      isOurs: false,
      isOnlySaid: false,
    });
  });

  test('a mailbox of ours is known with any plus', () => {
    const mail = {
      from: address('help+x@desk.test'),
      replyTo: [],
      authentication: said(null, null, null),
    };
    expect(senderOf(mail, ours)?.isOurs).toBe(true);
  });
});
