import { describe, expect, it, test } from '@jest/globals';
import { calendarOf } from './business-calendar.js';
import type { Calendar } from './calendar.js';
import type { CalendarSpec, Hours } from './calendar-spec.js';

const office: Hours = [
  ['09:00', '12:30'],
  ['13:30', '18:00'],
];
const weekdaysOf = (hours: Hours) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
const everyDay = (hours: Hours) => ({ ...weekdaysOf(hours), sat: hours, sun: hours });
const at = (text: string): Date => new Date(text);
const HOUR = 3_600_000;
const iso = (date: Date): string => date.toISOString().replace('.000Z', 'Z');

const berlin = calendarOf({ timezone: 'Europe/Berlin', hours: weekdaysOf(office) });

describe('adding open time', () => {
  test.each([
    ['within an interval', '2026-11-23T09:00:00Z', 1, '2026-11-23T10:00:00Z'],
    ['over the lunch break', '2026-11-23T11:00:00Z', 1, '2026-11-23T13:00:00Z'],
    ['over night', '2026-11-23T16:30:00Z', 1, '2026-11-24T08:30:00Z'],
    ['over the weekend', '2026-11-20T16:00:00Z', 2, '2026-11-23T09:00:00Z'],
    ['from before opening', '2026-11-23T03:00:00Z', 1, '2026-11-23T09:00:00Z'],
    ['up to closing time, which is when it is due', '2026-11-23T15:00:00Z', 2, '2026-11-23T17:00:00Z'],
    ['none while it is open', '2026-11-23T09:00:00Z', 0, '2026-11-23T09:00:00Z'],
    ['none at closing time', '2026-11-23T17:00:00Z', 0, '2026-11-23T17:00:00Z'],
    ['none while it is closed', '2026-11-23T18:00:00Z', 0, '2026-11-24T08:00:00Z'],
    ['over the change to winter time', '2026-10-23T15:00:00Z', 2, '2026-10-26T09:00:00Z'],
  ])('%s', (_, start, hours, due) => {
    expect(iso(berlin.add(at(start), hours * HOUR))).toBe(due);
  });

  it('goes over the end of a year, and of many', () => {
    expect(iso(berlin.add(at('2026-12-31T16:00:00Z'), 2 * HOUR))).toBe('2027-01-01T09:00:00Z');
    const far = berlin.add(at('2026-01-01T00:00:00Z'), 100_000 * HOUR);
    expect(far.getUTCFullYear()).toBe(2073);
    expect(berlin.elapsed(at('2026-01-01T00:00:00Z'), far)).toBe(100_000 * HOUR);
  });

  it('knows the first and the last of all years to their ends, wherever they end', () => {
    for (const timezone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const calendar = calendarOf({ timezone, hours: everyDay([['00:00', '24:00']]) });
      expect(calendar.elapsed(at('1970-01-01T00:00:00Z'), at('1970-01-01T01:00:00Z'))).toBe(HOUR);
      expect(iso(calendar.add(at('2300-12-31T22:00:00Z'), HOUR))).toBe('2300-12-31T23:00:00Z');
    }
  });

  it('refuses what leads out of all years', () => {
    expect(() => berlin.add(at('2026-01-01T00:00:00Z'), 10_000_000 * HOUR)).toThrow(/shorter target/);
    expect(() => berlin.add(at('+012026-01-01T00:00:00Z'), HOUR)).toThrow(/years 1970 to 2300/);
  });
});

describe('the days on which clocks change', () => {
  const night = calendarOf({ timezone: 'Europe/Berlin', hours: everyDay([['00:00', '24:00']]) });

  it('have 23 and 25 hours', () => {
    expect(night.elapsed(at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'))).toBe(23 * HOUR);
    expect(night.elapsed(at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'))).toBe(25 * HOUR);
  });

  it('move a time that is jumped over forward, and take the first of one that is shown twice', () => {
    const odd = calendarOf({ timezone: 'Europe/Berlin', hours: { sun: [['02:30', '05:00']] } });
    expect(iso(odd.nextOpen(at('2026-03-28T12:00:00Z')))).toBe('2026-03-29T01:30:00Z');
    expect(iso(odd.nextOpen(at('2026-10-24T12:00:00Z')))).toBe('2026-10-25T00:30:00Z');
  });

  it('begin at 01:00 where midnight is jumped over', () => {
    const cairo = calendarOf({ timezone: 'Africa/Cairo', hours: { fri: [['00:00', '24:00']] } });
    // 24 April 2026: at 00:00 it becomes 01:00.
    const [day] = cairo.openIntervals(at('2026-04-23T12:00:00Z'), at('2026-04-26T00:00:00Z'));
    expect([iso(day!.from), iso(day!.to)]).toEqual(['2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z']);
  });

  it('are found in zones off by odd minutes, and on the other side of the year', () => {
    const chatham = calendarOf({ timezone: 'Pacific/Chatham', hours: everyDay([['09:00', '10:00']]) });
    expect(iso(chatham.nextOpen(at('2026-01-01T00:00:00Z')))).toBe('2026-01-01T19:15:00Z');
    expect(iso(chatham.nextOpen(at('2026-07-01T00:00:00Z')))).toBe('2026-07-01T20:15:00Z');
  });

  it('never let intervals overlap', () => {
    const tight = calendarOf({ timezone: 'Europe/Berlin', hours: { sun: [['01:00', '02:30'], ['03:00', '04:00']] } }); // prettier-ignore
    const intervals = tight.openIntervals(at('2026-03-28T00:00:00Z'), at('2026-03-30T00:00:00Z'));
    expect(intervals.map(({ from, to }) => [iso(from), iso(to)])).toEqual([
      ['2026-03-29T00:00:00Z', '2026-03-29T01:30:00Z'],
      ['2026-03-29T01:30:00Z', '2026-03-29T02:00:00Z'],
    ]);
  });
});

describe('hours that the clock jumps over', () => {
  it('do not hide those after them', () => {
    const sun: Hours = [['02:15', '02:30'], ['03:00', '03:15']]; // prettier-ignore
    const odd = calendarOf({ timezone: 'Europe/Berlin', hours: { sun } });
    const opened = odd.openIntervals(at('2026-03-28T00:00:00Z'), at('2026-03-30T00:00:00Z'));
    expect(opened.map(({ from, to }) => [iso(from), iso(to)])).toEqual([
      ['2026-03-29T01:00:00Z', '2026-03-29T01:15:00Z'],
      ['2026-03-29T01:15:00Z', '2026-03-29T01:30:00Z'],
    ]);
  });

  it('are none on a day that a zone left out when it changed sides of the date line', () => {
    const apia = calendarOf({ timezone: 'Pacific/Apia', hours: weekdaysOf(office) });
    // 30 December 2011, a Friday, was not; the Saturday after Thursday is closed all the same.
    expect(iso(apia.nextOpen(at('2011-12-30T06:00:00Z')))).toBe('2012-01-01T19:00:00Z');
  });
});

describe('holidays and other hours', () => {
  const calendar = calendarOf({
    timezone: 'UTC',
    hours: weekdaysOf([['09:00', '17:00']]),
    holidays: ['2026-11-24', { date: '12-25', name: 'Christmas' }],
    holidaysOf: [{ country: 'DE' }],
    workedOut: { '2026-12-02': 'Some day' },
    overrides: { '2026-11-28': [['10:00', '12:00']], '2026-12-25': [['09:00', '10:00']], '2026-11-27': [] },
  });

  test.each([
    ['a holiday is closed', '2026-11-23T17:30:00Z', '2026-11-25T09:00:00Z'],
    ['a day without hours is closed, a Saturday with some is open', '2026-11-26T17:30:00Z', '2026-11-28T10:00:00Z'],
    ['hours of its own go before a holiday', '2026-12-24T18:00:00Z', '2026-12-25T09:00:00Z'],
    ['the days worked out of countries are closed', '2026-12-01T18:00:00Z', '2026-12-03T09:00:00Z'],
    ['a yearly holiday comes every year', '2028-12-24T18:00:00Z', '2028-12-26T09:00:00Z'],
  ])('%s', (_, from, opens) => {
    expect(iso(calendar.nextOpen(at(from)))).toBe(opens);
  });
});

describe('whatever the calendar', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Africa/Cairo', 'America/Havana', 'Australia/Lord_Howe', 'Asia/Tehran', 'Africa/Casablanca', 'Asia/Gaza']; // prettier-ignore
  const random = seeded(20_261_123);
  const between = (from: number, to: number): number => from + Math.floor(random() * (to - from));
  const time = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const day = (): Hours => {
    const cuts = Array.from({ length: 2 * between(0, 4) }, () => between(0, 97) * 15).toSorted((one, other) => one - other); // prettier-ignore
    const hours: [string, string][] = [];
    for (let index = 0; index < cuts.length; index += 2) {
      const [open, close] = [cuts[index]!, cuts[index + 1]!];
      if (close > open && open < 1_440) hours.push([time(open), time(close)]);
    }
    return hours;
  };
  const cases = Array.from({ length: 60 }, (_, index): [string, Calendar] => {
    const timezone = zones[index % zones.length]!;
    const hours = { mon: office, tue: day(), wed: day(), thu: day(), fri: day(), sat: day(), sun: day() };
    const holidays = Array.from({ length: between(0, 5) }, () => `2026-${String(between(1, 13)).padStart(2, '0')}-${String(between(1, 28)).padStart(2, '0')}`); // prettier-ignore
    return [`${timezone} ${JSON.stringify(hours)}`, calendarOf({ timezone, hours, holidays, overrides: {} })];
  });
  const instant = (): Date => new Date(Date.UTC(2025, 11, 1) + between(0, 500 * 24 * 3_600) * 1_000);
  const duration = (): number => between(1, 3 * 7 * 24 * 3_600) * 1_000;

  it('elapsed is what was added; adding is additive and monotonic; subtracting takes it back', () => {
    for (const [name, calendar] of cases) {
      for (let round = 0; round < 20; round += 1) {
        const [start, one, other] = [instant(), duration(), duration()];
        const due = calendar.add(start, one);
        const told = `${name} ${start.toISOString()} + ${one}`;
        expect(`${told}: ${calendar.elapsed(start, due)}`).toBe(`${told}: ${one}`);
        expect(`${told}: ${calendar.add(due, other).toISOString()}`).toBe(
          `${told}: ${calendar.add(start, one + other).toISOString()}`,
        );
        expect(due >= start && calendar.add(start, one + 1_000) > due).toBe(true);
        expect(calendar.add(new Date(start.getTime() + 60_000), one) >= due).toBe(true);
        const back = calendar.subtract(due, one);
        expect(`${told}: ${calendar.elapsed(back, due)}`).toBe(`${told}: ${one}`);
        expect(back >= start).toBe(true);
      }
    }
  });

  it('the open intervals are what elapsed counts, and the next opening is the first of them', () => {
    for (const [name, calendar] of cases) {
      const [from, to] = [instant(), instant()].toSorted((one, other) => one.getTime() - other.getTime()) as [Date, Date]; // prettier-ignore
      const intervals = calendar.openIntervals(from, to, 10_000);
      const counted = intervals.reduce((sum, interval) => sum + interval.to.getTime() - interval.from.getTime(), 0);
      expect(`${name} ${counted}`).toBe(`${name} ${calendar.elapsed(from, to)}`);
      if (intervals[0]) expect(iso(calendar.nextOpen(from))).toBe(iso(intervals[0].from));
    }
  });
});

describe('a calendar that cannot be', () => {
  test.each<[string, CalendarSpec, string]>([
    ['a zone there is not', { timezone: 'Europe/Atlantis', always: true }, '/timezone'],
    ['an offset for a zone', { timezone: '+03:00', always: true }, '/timezone'],
    ['no hours at all', { timezone: 'UTC', hours: {} }, '/hours'],
    ['a week of empty days', { timezone: 'UTC', hours: { mon: [] } }, '/hours'],
    ['hours that overlap', { timezone: 'UTC', hours: { mon: [['09:00', '12:00'], ['11:00', '13:00']] } }, '/hours/mon/1'], // prettier-ignore
    ['closing before opening', { timezone: 'UTC', hours: { mon: [['22:00', '06:00']] } }, '/hours/mon/0'],
    ['closing as it opens', { timezone: 'UTC', hours: { mon: [['09:00', '09:00']] } }, '/hours/mon/0'],
    ['a time there is not', { timezone: 'UTC', hours: { mon: [['9:00', '17:00']] } }, '/hours/mon/0/0'],
    ['25 hours', { timezone: 'UTC', hours: { mon: [['09:00', '24:01']] } }, '/hours/mon/0/1'],
    ['opening at the end of the day', { timezone: 'UTC', hours: { mon: [['24:00', '24:00']] } }, '/hours/mon/0/0'],
    ['a holiday there is not', { timezone: 'UTC', hours: weekdaysOf(office), holidays: ['2026-02-30'] }, '/holidays/0'],
    ['a named holiday there is not', { timezone: 'UTC', hours: weekdaysOf(office), holidays: ['12-24', { date: '2026-02-30', name: 'x' }] }, '/holidays/1/date'], // prettier-ignore
    ['countries whose days nobody has worked out', { timezone: 'UTC', hours: weekdaysOf(office), holidaysOf: [{ country: 'DE' }] }, '/holidaysOf'], // prettier-ignore
    ['days worked out that are none', { timezone: 'UTC', hours: weekdaysOf(office), workedOut: { soon: 'x' } }, '/workedOut'], // prettier-ignore
    ['closed every day of the year', { timezone: 'UTC', hours: weekdaysOf(office), holidays: everyDayOf('') }, '/holidays'], // prettier-ignore
    ['closed a whole year long', { timezone: 'UTC', hours: weekdaysOf(office), holidays: everyDayOf('2027-') }, '/holidays'], // prettier-ignore
    ['open on one weekday, which is always closed', { timezone: 'UTC', hours: { mon: office }, overrides: Object.fromEntries(everyDayOf('2027-').map((date) => [date, []])) }, '/overrides'], // prettier-ignore
    ['a yearly day there is not', { timezone: 'UTC', hours: weekdaysOf(office), holidays: ['13-01'] }, '/holidays/0'],
    [
      'hours on no date',
      { timezone: 'UTC', hours: weekdaysOf(office), overrides: { '12-24': [] } },
      '/overrides/12-24',
    ],
    ['a weekday there is not', { timezone: 'UTC', hours: { ...weekdaysOf(office), someday: office } } as CalendarSpec, '/hours/someday'], // prettier-ignore
  ])('%s is refused by its field', (_, spec, pointer) => {
    expect(() => calendarOf(spec)).toThrow(
      expect.objectContaining({
        code: 'calendar.invalid',
        extra: { errors: expect.arrayContaining([expect.objectContaining({ pointer })]) },
      }),
    );
  });

  it('29 February is a yearly holiday all the same', () => {
    const calendar = calendarOf({ timezone: 'UTC', hours: weekdaysOf(office), holidays: ['02-29'] });
    expect(iso(calendar.nextOpen(at('2028-02-28T20:00:00Z')))).toBe('2028-03-01T09:00:00Z');
    expect(iso(calendar.nextOpen(at('2029-02-28T20:00:00Z')))).toBe('2029-03-01T09:00:00Z');
  });
});

/** All days of a year, with something before each. */
function everyDayOf(prefix: string): string[] {
  const first = Date.UTC(prefix === '' ? 2024 : Number(prefix.slice(0, 4)), 0, 1);
  const days = Array.from({ length: prefix === '' ? 366 : 365 }, (_, day) => new Date(first + day * 86_400_000));
  return days.map((day) => `${prefix}${day.toISOString().slice(5, 10)}`);
}

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
