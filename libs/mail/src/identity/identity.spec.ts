import { describe, expect, test } from '@jest/globals';
import { newMessageId, ticketOfMessageId } from './message-id.js';
import { plusAddress, ticketOfAddress, withoutPlus } from './plus-address.js';
import { numberInSubject, subjectFor } from './subject-number.js';

const key = Buffer.alloc(32, 7);
const other = Buffer.alloc(32, 8);
const ticketId = '01932c07-20e3-7f59-8c21-3f1b4c7d9e0a';
const mailId = '01932c07-20e3-7f59-8c21-ffffffffffff';

describe('a Message-ID of ours', () => {
  const messageId = newMessageId(key, { ticketId, mailId, domain: 'example.com' });

  test.each([
    ['as it was sent', messageId],
    ['without brackets', messageId.slice(1, -1)],
    ['in capitals', messageId.toUpperCase()],
    ['with another domain, as relays do', messageId.replace('example.com', 'mail.relay.test')],
  ])('names its ticket %s', (_, given) => expect(ticketOfMessageId(key, given)).toBe(ticketId));

  test.each([
    ['another installation’s', newMessageId(other, { ticketId, mailId, domain: 'example.com' })],
    ['of another ticket', messageId.replace('tl.01932c07', 'tl.01932c08')],
    ['with another mail', messageId.replace('ffffffffffff', 'fffffffffffe')],
    ['cut short', messageId.replace(/.@/, '@')],
    ['somebody’s', '<CAF+abc@mail.gmail.com>'],
    ['empty', ''],
  ])('is no such thing when it is %s', (_, given) => expect(ticketOfMessageId(key, given)).toBeNull());
});

describe('an address of a ticket', () => {
  const address = plusAddress(key, 'help@example.com', ticketId);

  test('keeps the mailbox, and has room in a local part', () => {
    expect(address).toMatch(/^help\+[a-z2-7]{42}@example\.com$/);
    expect(withoutPlus(address.toUpperCase())).toBe('help@example.com');
    expect(withoutPlus('+odd@example.com')).toBe('+odd@example.com');
  });

  test.each([
    ['as it was made', address],
    ['in capitals', address.toUpperCase()],
    ['as what is right of the plus', address.slice(5, 47)],
    ['at a mailbox that has a plus already', plusAddress(key, 'a+b@example.com', ticketId)],
  ])('names it %s', (_, given) => expect(ticketOfAddress(key, given)).toBe(ticketId));

  test.each([
    ['of another installation', plusAddress(other, 'help@example.com', ticketId)],
    ['changed', address.replace('+a', '+b')],
    ['plain', 'help@example.com'],
    ['somebody’s', 'kim+shopping@example.com'],
    ['a Message-ID’s seal', `help+${'a'.repeat(42)}@example.com`],
  ])('names none when it is %s', (_, given) => expect(ticketOfAddress(key, given)).toBeNull());
});

test.each([
  ['The printer', '[T-1042] The printer'],
  ['Re: The printer', '[T-1042] The printer'],
  ['RE: AW: Fwd: [T-1042] The printer', '[T-1042] The printer'],
  ['[T-1042] Re: [T-1042] The printer', '[T-1042] The printer'],
  ['Re: [T-7] of another desk', '[T-1042] [T-7] of another desk'],
  ['', '[T-1042]'],
])('the subject of answers to %j is %j', (subject, expected) => expect(subjectFor(1042, subject)).toBe(expected));

test.each([
  ['Re: [T-1042] The printer', 1042],
  ['Aw: Ответ: [#t-7]', 7],
  ['Your ticket (T-12) moved', 12],
  ['T-1042: moved to L2', 1042],
  ['Re: T-1042', 1042],
  ['The T-1000 does not print', null],
  ['T-1000-X does not print', null],
  ['[T-0] none', null],
  ['[T-9999999999] too many', null],
  ['A question', null],
])('the subject %j names %j', (subject, number) => expect(numberInSubject(subject)).toBe(number));
