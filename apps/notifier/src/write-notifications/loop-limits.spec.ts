import { expect, test } from '@jest/globals';
import { loopReason, type Earlier } from './loop-limits.js';

const now = new Date('2026-03-02T10:00:00Z');
/** So many mails, the latest so many minutes ago, each a tenth of a minute before the one after it. */
const mails = (count: number, minutesAgo: number, sameTicket = true): Earlier[] =>
  Array.from({ length: count }, (_, index) => ({
    at: new Date(now.getTime() - (minutesAgo + index / 10) * 60_000),
    sameTicket,
  }));

test.each<[string, Earlier[], string | null]>([
  ['none', [], null],
  ['nine at once', mails(9, 0), null],
  ['ten at once', mails(10, 0), '10 automatic mails about this ticket went to the address within 10 minutes'],
  ['ten, a while ago', mails(10, 11), null],
  ['fifteen within half an hour', mails(15, 11), '15 automatic mails'],
  ['twenty-five within the hour', mails(25, 31), '25 automatic mails'],
  ['thirty-nine two hours ago', mails(39, 120), null],
  ['fifty two hours ago', mails(50, 120), '50 automatic mails'],
  ['a hundred five hours ago', mails(100, 300), '100 automatic mails'],
  ['thirty-nine about other tickets', mails(39, 0, false), null],
  ['forty about other tickets', mails(40, 0, false), '40 automatic mails went to the address within a day'],
  ['forty, the day before', mails(40, 24 * 60, false), null],
])('after %s', (_, earlier, expected) => {
  const reason = loopReason(earlier, now);
  expect(expected === null ? reason : reason?.slice(0, expected.length)).toBe(expected);
});
