import { newMessageId, plusAddress, type MailReading } from '#mail';
import { describe, expect, test } from '@jest/globals';
import { cleanLine, cleanText } from './clean-text.js';
import { languageOf } from './language-of.js';
import { messageKey, synthesisedKey } from './message-key.js';
import { cluesOf } from './thread-of.js';

const key = Buffer.alloc(32, 1);
const ids = [
  '01932c07-20e3-7f59-8c21-3f1b4c7d9e01',
  '01932c07-20e3-7f59-8c21-3f1b4c7d9e02',
  '01932c07-20e3-7f59-8c21-3f1b4c7d9e03',
] as const;
const ours = ids.map((ticketId) => newMessageId(key, { ticketId, mailId: ticketId, domain: 'd.test' }));
const mail = (said: Partial<MailReading>): MailReading =>
  ({
    inReplyTo: [],
    references: [],
    deliveryReports: [],
    recipients: [],
    to: [],
    cc: [],
    headers: new Map(),
    subject: '',
    from: null,
    date: null,
    text: '',
    safeHtml: null,
    attachments: [],
    ...said,
  }) as unknown as MailReading;

describe('what names a ticket', () => {
  const stored = new Map([['<known@x>', ids[2]]]);
  const clues = (said: Partial<MailReading>, envelope = {}) =>
    cluesOf(key, mail(said), { envelope, stored }).map(({ by, ticket }) => [by, ticket]);

  test('In-Reply-To goes before References, and those from right to left', () => {
    expect(clues({ inReplyTo: [ours[1]!], references: [ours[0]!, ours[2]!] })).toEqual([
      ['own-message-id', ids[1]],
      ['own-message-id', ids[2]],
      ['own-message-id', ids[0]],
    ]);
  });

  test('then our addresses, then mails that are known, then the subject', () => {
    expect(
      clues({
        references: ['<known@x>', '<unknown@x>'],
        to: [{ address: plusAddress(key, 'help@d.test', ids[1]), name: null }],
        subject: 'Re: [T-42] x',
      }),
    ).toEqual([
      ['address', ids[1]],
      ['stored-message-id', ids[2]],
      ['subject', 42],
    ]);
  });

  test('the envelope and the headers of delivery count, and so does what Postmark calls the mailbox hash', () => {
    const address = plusAddress(key, 'help@d.test', ids[0]);
    expect(clues({ headers: new Map([['delivered-to', [address]]]) })).toEqual([['address', ids[0]]]);
    expect(clues({}, { recipients: [address] })).toEqual([['address', ids[0]]]);
    expect(clues({}, { mailboxHash: address.slice(5, 47) })).toEqual([['address', ids[0]]]);
    expect(clues({}, { recipients: { length: 3 } })).toEqual([]);
  });
});

describe('the name of a mail', () => {
  test('is its Message-ID, in a form an index can hold', () => {
    expect(messageKey(' <a@b>\0 ')).toBe('<a@b>');
    expect(messageKey('')).toBeNull();
    expect(messageKey(`<${'ü'.repeat(600)}@x>`)).toMatch(/^<[0-9a-f]{64}@long\.invalid>$/);
  });

  test('comes from what it says when it has none: equal for a second delivery, another for another mail', () => {
    const one = mail({ date: new Date(0), text: 'a', subject: 's' });
    expect(synthesisedKey(one, Buffer.of(1))).toBe(synthesisedKey(one, Buffer.of(2)));
    expect(synthesisedKey(mail({ date: new Date(1), text: 'a', subject: 's' }), Buffer.of(1))).not.toBe(
      synthesisedKey(one, Buffer.of(1)),
    );
    const undated = mail({ text: 'The disk is full.' });
    expect(synthesisedKey(undated, Buffer.of(1))).not.toBe(synthesisedKey(undated, Buffer.of(2)));
  });
});

test.each([
  ['Привет, не работает', undefined, null, 'ru'],
  ['Привіт, не працює', 'uk', null, 'uk'],
  ['스캐너가 작동하지 않습니다 (error 5)', undefined, 'en', 'ko'],
  ['Der Scanner geht nicht', 'de-DE, en', 'en', 'de-DE'],
  ['Der Scanner geht nicht', undefined, 'de', 'de'],
  ['The scanner is broken', 'not a language!', null, 'en'],
  ['12345', undefined, null, 'en'],
])('%j, named %s, at a mailbox of %s, is in %s', (text, named, atMailbox, expected) => {
  expect(languageOf(text, named, atMailbox)).toBe(expected);
});

test('text is cut between characters, and holds nothing a database cannot', () => {
  expect(cleanText('a\0b\uD800c', 10)).toBe('ab\uFFFDc');
  expect(cleanText('ab😀cd', 4)).toBe('ab…');
  expect(cleanLine(' a\r\n\tb ', 10)).toBe('a b');
  expect(cleanLine('\r\n', 10)).toBeNull();
});
