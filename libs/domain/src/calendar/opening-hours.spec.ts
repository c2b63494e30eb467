import { describe, expect, it, test } from '@jest/globals';
import { isTimezone, nextOpen, type OpeningHours } from './opening-hours.js';

const office: OpeningHours = {
  timezone: 'Europe/Berlin',
  hours: {
    mon: [
      ['09:00', '12:30'],
      ['13:30', '18:00'],
    ],
    fri: [['09:00', '24:00']],
  },
  holidays: ['12-25', '2026-03-09'],
  overrides: { '2026-03-08': [['10:00', '11:00']], '2026-12-25': [] },
};

const opens = (calendar: OpeningHours, at: string): string | null =>
  nextOpen(calendar, new Date(at))?.toISOString() ?? null;

describe('the next time it is open', () => {
  it.each([
    ['is now while it is open', '2026-03-02T10:00:00Z', '2026-03-02T10:00:00.000Z'],
    ['is the end of the break', '2026-03-02T11:30:00Z', '2026-03-02T12:30:00.000Z'],
    ['is in the morning', '2026-03-02T01:00:00Z', '2026-03-02T08:00:00.000Z'],
    ['is on another day once it has closed', '2026-03-02T17:00:00Z', '2026-03-06T08:00:00.000Z'],
    ['is now at a minute before midnight', '2026-03-06T22:59:00Z', '2026-03-06T22:59:00.000Z'],
    ['is a date that has hours of its own', '2026-03-06T23:00:00Z', '2026-03-08T09:00:00.000Z'],
    ['is not a holiday', '2026-03-08T10:00:00Z', '2026-03-13T08:00:00.000Z'],
    ['keeps its local time over daylight saving', '2026-03-27T23:00:00Z', '2026-03-30T07:00:00.000Z'],
    ['is not a date whose hours were taken away', '2026-12-25T12:00:00Z', '2026-12-28T08:00:00.000Z'],
  ])('%s', (_, at, expected) => expect(opens(office, at)).toBe(expected));

  it('is now when it is always open, and never when it is never open', () => {
    expect(opens({ timezone: 'UTC', always: true }, '2026-03-02T03:00:00Z')).toBe('2026-03-02T03:00:00.000Z');
    expect(opens({ timezone: 'UTC', hours: {} }, '2026-03-02T03:00:00Z')).toBeNull();
  });

  it('is after the gap when daylight saving skips the time', () => {
    const night: OpeningHours = { timezone: 'Europe/Berlin', hours: { sun: [['02:30', '05:00']] } };
    expect(opens(night, '2026-03-29T00:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
  });
});

test('a time zone is one of the IANA database', () => {
  expect(['Asia/Seoul', 'UTC', 'Europe/Nowhere', '', 'local', '+25'].map(isTimezone)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
