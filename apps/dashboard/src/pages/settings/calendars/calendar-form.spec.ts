import { describe, expect, it, test } from '@jest/globals';
import type { Calendar, CalendarSpec } from './calendar-spec';
import { fieldOf, timeOf, toBody, toForm } from './calendar-form';
import { runsOf } from './hours-said';
import { instantAt, localAt } from './zone-time';

const spec: CalendarSpec = {
  timezone: 'Europe/Berlin',
  hours: { mon: [['09:00', '12:30'], ['13:30', '18:00']], tue: [['09:00', '17:00']], wed: [['09:00', '17:00']], sat: [['22:00', '24:00']] }, // prettier-ignore
  holidays: ['12-25', { date: '2027-05-07', name: 'Works outing' }],
  holidaysOf: [{ country: 'DE', region: 'BY-KATH', types: ['public'] }],
  overrides: { '2026-12-24': [['09:00', '12:00']], '2027-01-02': [] },
};
const calendar: Calendar = { code: 'munich', name: 'Munich', version: 3, calendar: spec, updatedAt: '' };

describe('the form of a calendar', () => {
  it('saves what it was given when nothing was touched', () => {
    expect(toBody(toForm(calendar))).toEqual({ name: 'Munich', calendar: spec });
    const always = { ...calendar, calendar: { timezone: 'UTC', always: true } as const };
    expect(toBody(toForm(always))).toEqual({ name: 'Munich', calendar: always.calendar });
  });

  it('knows at which field a pointer belongs', () => {
    const form = toForm(calendar);
    const day = (date: string): string => `days.${form.days.findIndex((each) => each.date === date)}`;
    expect(fieldOf(form, '/name')).toBe('name');
    expect(fieldOf(form, '/calendar/hours/mon/1')).toBe('hours.mon');
    expect(fieldOf(form, '/calendar/hours')).toBe('hours');
    expect(fieldOf(form, '/calendar/holidays/1/date')).toBe(day('2027-05-07'));
    expect(fieldOf(form, '/calendar/overrides/2026-12-24/0')).toBe(day('2026-12-24'));
    expect(fieldOf(form, '/calendar/holidaysOf/0/region')).toBe('countries.0.region');
    expect(fieldOf(form, '/elsewhere')).toBeNull();
  });
});

test.each([
  ['9', '09:00'],
  ['9.30', '09:30'],
  ['0930', '09:30'],
  ['24:00', '24:00'],
  [' 17:15 ', '17:15'],
  ['noon', 'noon'],
])('%j is taken for %s', (typed, time) => {
  expect(timeOf(typed)).toBe(time);
});

it('says neighbouring days with the same hours as one', () => {
  expect(runsOf(spec)).toEqual([
    { from: 'mon', to: 'mon', hours: ['09:00–12:30', '13:30–18:00'] },
    { from: 'tue', to: 'wed', hours: ['09:00–17:00'] },
    { from: 'sat', to: 'sat', hours: ['22:00–24:00'] },
  ]);
});

it('reads times by the clocks of a zone, also when they have just changed', () => {
  expect(instantAt('2026-11-27T16:30', 'Europe/Berlin')).toBe('2026-11-27T15:30:00.000Z');
  expect(instantAt('2026-03-29T00:30', 'Europe/Berlin')).toBe('2026-03-28T23:30:00.000Z');
  expect(instantAt('2026-03-29T03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(instantAt('2026-11-27T09:00', 'Asia/Seoul')).toBe('2026-11-27T00:00:00.000Z');
  expect(localAt(new Date('2026-11-27T15:30:00Z'), 'Europe/Berlin')).toBe('2026-11-27T16:30');
  expect(instantAt('', 'UTC')).toBeNull();
  expect(instantAt('2026-11-27T16:30', 'Mars/Olympus')).toBeNull();
});
