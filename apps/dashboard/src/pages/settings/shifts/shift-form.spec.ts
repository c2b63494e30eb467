import { describe, expect, it } from '@jest/globals';
import type { Shift } from './shift-data.js';
import { isOpenAt, pathOf, toBody, toForm } from './shift-form.js';

const nights: Shift = {
  of: 'teams',
  id: 'team',
  name: 'Nights',
  timezone: 'Asia/Seoul',
  always: false,
  hours: {
    sun: [['22:00', '24:00']],
    mon: [
      ['00:00', '06:00'],
      ['22:00', '24:00'],
    ],
    tue: [
      ['00:00', '06:00'],
      ['09:00', '12:00'],
    ],
  },
  holidays: ['01-01', { date: '2026-12-25', name: 'Christmas' }],
  overrides: { '2026-11-24': [['10:00', '11:00']] },
};

describe('the form of a shift', () => {
  it('shows nights in one piece, and sends them as the server has them', () => {
    const form = toForm(nights, null, 'UTC');
    expect(form.hours.sun).toEqual([{ from: '22:00', to: '06:00' }]);
    expect(form.hours.mon).toEqual([{ from: '22:00', to: '06:00' }]);
    expect(form.hours.tue).toEqual([{ from: '09:00', to: '12:00' }]);
    const { timezone, hours, holidays, overrides } = nights;
    expect(toBody(form, nights)).toEqual({ timezone, hours, holidays, overrides });
  });

  it('leaves a round clock of single days as it is', () => {
    const day = [['00:00', '24:00']];
    const always = { ...nights, hours: { mon: day, tue: day }, holidays: [], overrides: {} };
    expect(toBody(toForm(always, null, 'UTC'), always).hours).toEqual({ mon: day, tue: day });
  });

  it('shows what is wrong at the day where it was typed', () => {
    const form = toForm(nights, null, 'UTC');
    expect(pathOf('/hours/tue/0/1', form)).toBe('hours.mon');
    expect(pathOf('/hours/tue/1', form)).toBe('hours.tue');
    expect(pathOf('/hours', form)).toBeUndefined();
    expect(pathOf('/holidays/0/date', form)).toBe('free');
  });

  it('knows whether it is working time by the clocks of its zone', () => {
    const form = toForm(nights, null, 'UTC');
    const open = (at: string) => isOpenAt(form, nights, new Date(at));
    expect(open('2026-11-22T20:59:00Z')).toBe(true); // Monday 05:59 there
    expect(open('2026-11-22T21:00:00Z')).toBe(false);
    expect(open('2026-11-24T00:30:00Z')).toBe(false); // Tuesday 09:30, but that day has hours of its own
    expect(open('2026-11-24T01:30:00Z')).toBe(true);
    expect(open('2026-12-31T23:00:00Z')).toBe(false);
  });
});
