import type { CalendarSpec } from '#domain';
import { fieldProblems } from '#http';
import { expect, it, test } from '@jest/globals';
import { calendarDays } from './calendar-days.js';
import { calendarDaysQuery } from './read-calendar-days.body.js';

const allDay = [['00:00', '24:00']] as const;
const week = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay };

it('a day is told with its hours, its holiday, and whether it has hours of its own', () => {
  const spec: CalendarSpec = {
    timezone: 'Europe/Berlin',
    hours: { ...week, sun: [] },
    holidays: ['12-26', { date: '12-24', name: 'Christmas Eve' }],
    holidaysOf: [{ country: 'DE' }],
    workedOut: { '2026-12-25': '1. Weihnachtstag', '2026-12-26': '2. Weihnachtstag' },
    overrides: { '2026-12-24': [['09:00', '12:00']] },
  };
  const shown = calendarDays(spec, '2026-12-24', '2026-12-28').map(({ open, ...day }) => [open.length, ...Object.values(day)]); // prettier-ignore
  expect(shown).toEqual([
    [1, '2026-12-24', true, 'Christmas Eve', true, 3 * 3_600],
    [0, '2026-12-25', true, '1. Weihnachtstag', false, 0],
    [0, '2026-12-26', true, '2. Weihnachtstag', false, 0],
    [0, '2026-12-27', false, null, false, 0],
    [1, '2026-12-28', false, null, false, 24 * 3_600],
  ]);
});

test.each([
  ['Europe/Berlin', '2026-03-28', [24, 23, 24]],
  ['Africa/Cairo', '2026-04-23', [24, 23, 24]],
  ['America/Havana', '2026-10-31', [24, 25, 24]],
  ['Pacific/Apia', '2011-12-29', [24, 0, 24]],
])('the days of %s around %s have as many hours as they really have', (timezone, from, hours) => {
  const to = new Date(Date.parse(from) + 2 * 86_400_000).toISOString().slice(0, 10);
  const days = calendarDays({ timezone, hours: week }, from, to);
  expect(days.map(({ seconds }) => seconds / 3_600)).toEqual(hours);
  expect(calendarDays({ timezone, always: true }, from, to).map(({ seconds }) => seconds / 3_600)).toEqual(hours);
});

test.each([
  ['/from', { from: '2026-02-30', to: '2026-03-01' }],
  ['/to', { from: '2026-03-01', to: '2301-01-01' }],
  ['/to', { from: '2026-03-01', to: '2026-02-01' }],
  ['/to', { from: '2026-03-01', to: '2027-12-31' }],
  ['/to', { from: '2026-03-01' }],
])('a period that cannot be shown is refused by its field: %s', (pointer, query) => {
  const { error } = calendarDaysQuery.safeParse(query);
  expect(fieldProblems(error!.issues)).toContainEqual(expect.objectContaining({ pointer }));
});
