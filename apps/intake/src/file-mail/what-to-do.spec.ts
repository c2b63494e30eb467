import { describe, expect, test } from '@jest/globals';
import type { Sender } from './sender.js';
import { whatToDo, type Question, type Thread } from './what-to-do.js';

const now = new Date('2026-03-20T12:00:00Z');
const sender: Sender = {
  email: 'kim@customer.test',
  name: 'Kim',
  authenticity: 'unknown',
  isOurs: false,
  isOnlySaid: false,
};
const thread: Thread = {
  ticketId: 'a',
  number: 7,
  state: 'in_progress',
  closedAt: null,
  knowsSender: true,
  recentMails: 0,
};
const question: Question = {
  sender,
  automatic: null,
  thread,
  spam: false,
  virus: false,
  forced: false,
  recentTickets: 0,
  limits: { mailsOnThread: 20, newTickets: 50 },
  reopenWithinDays: 14,
  now,
};
const automatic = (kind: NonNullable<Question['automatic']>['kind']) => ({ kind, why: 'A machine wrote it.' });
const closed = (daysAgo: number): Thread => ({
  ...thread,
  state: 'closed',
  closedAt: new Date(now.getTime() - daysAgo * 86_400_000),
});
const stranger = { ...thread, knowsSender: false };
const refuted: Sender = { ...sender, authenticity: 'refuted' };

describe('what becomes of a mail', () => {
  test.each<[string, Partial<Question>, object]>([
    ['belongs to nothing', { thread: null }, { do: 'open', follows: null }],
    ['is from its customer', {}, { do: 'reply' }],
    ['is from a stranger', { thread: stranger }, { do: 'note', verified: false }],
    ['is from somebody in its customer’s name', { sender: refuted }, { do: 'note', verified: false }],
    [
      'says by Reply-To alone that it is its customer’s',
      { sender: { ...sender, isOnlySaid: true } },
      { do: 'note', verified: false },
    ],
    ['says so on a closed ticket', { sender: { ...sender, isOnlySaid: true }, thread: closed(1) }, { do: 'open' }],
    ['says so and belongs to nothing', { sender: { ...sender, isOnlySaid: true }, thread: null }, { do: 'open' }],
    ['is to a resolved ticket', { thread: { ...thread, state: 'resolved' } }, { do: 'reply' }],
    ['is from a stranger to a resolved ticket', { thread: { ...stranger, state: 'resolved' } }, { do: 'open' }],
    ['is to a ticket closed exactly so long ago', { thread: closed(14) }, { do: 'reply' }],
    ['is to a ticket closed longer ago', { thread: closed(14.001) }, { do: 'open', follows: closed(14.001) }],
    [
      'is to a ticket closed just now, where none is reopened',
      { thread: closed(1), reopenWithinDays: 0 },
      { do: 'open' },
    ],
    ['is to a rejected ticket', { thread: { ...thread, state: 'rejected' } }, { do: 'open' }],
    ['is to a ticket that was merged into nothing', { thread: { ...thread, state: 'merged' } }, { do: 'open' }],
    ['is an automatic answer', { automatic: automatic('auto-reply') }, { do: 'note', verified: true }],
    [
      'is an automatic answer to what is closed',
      { automatic: automatic('auto-reply'), thread: closed(1) },
      { do: 'note' },
    ],
    ['is an automatic answer to nothing', { automatic: automatic('out-of-office'), thread: null }, { do: 'aside' }],
    ['is a newsletter', { automatic: automatic('list'), thread: null }, { do: 'aside' }],
    ['is a newsletter somebody wants', { automatic: automatic('list'), thread: null, forced: true }, { do: 'open' }],
    ['is of a monitoring system', { automatic: automatic('notification'), thread: null }, { do: 'open' }],
    ['is from ourselves', { sender: { ...sender, isOurs: true }, thread: null }, { do: 'aside' }],
    ['is from ourselves, on a ticket', { sender: { ...sender, isOurs: true } }, { do: 'note' }],
    ['holds a virus', { virus: true }, { do: 'aside', thread }],
    ['looks like spam', { spam: true, thread: null }, { do: 'aside' }],
    ['looks like spam of a stranger', { spam: true, thread: stranger }, { do: 'aside' }],
    ['looks like spam, but is its customer’s', { spam: true }, { do: 'reply' }],
    [
      'is one too many on a ticket',
      { thread: { ...thread, recentMails: 20 } },
      { do: 'aside', thread: { recentMails: 20 } },
    ],
    ['is one too many of a sender', { thread: null, recentTickets: 50 }, { do: 'aside' }],
    ['is one too many, and somebody wants it', { thread: null, recentTickets: 50, forced: true }, { do: 'open' }],
  ])('that %s', (_, given, expected) => expect(whatToDo({ ...question, ...given })).toMatchObject(expected));
});
