import { IANAZone } from 'luxon';
import { DomainError, type FieldProblem } from '../errors.js';
import { DayPlan, MINUTES_A_DAY, minuteOf } from './day-plan.js';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Opening and closing time by the wall clock, `"09:00"`; `"24:00"` is the midnight at the end of the day. */
export type Hours = readonly (readonly [open: string, close: string])[];

/** A closed day that has a name: `{ date: '12-25', name: 'Christmas' }`. */
export interface NamedDay {
  /** `YYYY-MM-DD`, or `MM-DD` for every year. */
  readonly date: string;
  readonly name: string;
}

/** The holidays of a country, or of one of its regions. */
export interface HolidaysOf {
  /** ISO 3166-1: `DE`. */
  readonly country: string;
  /** ISO 3166-2 without the country: `BY`; with a part of it: `BY-A`. */
  readonly region?: string | undefined;
  /** Public ones unless told otherwise. */
  readonly types?: readonly string[] | undefined;
}

export interface WeeklySpec {
  /** An IANA zone: `Europe/Berlin`. */
  readonly timezone: string;
  /** A weekday that is left out is closed. */
  readonly hours: Readonly<Partial<Record<Weekday, Hours>>>;
  /** Days that are closed: `YYYY-MM-DD`, or `MM-DD` for every year; with or without a name. */
  readonly holidays?: readonly (string | NamedDay)[] | undefined;
  /** Countries whose holidays are closed too. */
  readonly holidaysOf?: readonly HolidaysOf[] | undefined;
  /** The days that `holidaysOf` came to when the calendar was saved, with their names: a version never changes (ADR 17). */
  readonly workedOut?: Readonly<Record<string, string>> | undefined;
  /** Days with other hours than their weekday's, also when they are holidays; an empty list is closed. */
  readonly overrides?: Readonly<Record<string, Hours>> | undefined;
}

/** A calendar as people write it (DESIGN §6), and with the days of `holidaysOf` as it is kept. */
export type CalendarSpec = { readonly timezone: string; readonly always: true } | WeeklySpec;

/** Closed days, or days with hours of their own, that a calendar may have. */
export const MOST_DAYS = 5_000;
const MOST_WORKED_OUT = 20_000;
const MOST_INTERVALS = 24;
/** Calendars are asked about these years; anything beyond is a mistake of whoever asks. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2300;

/** Everything that is wrong with a calendar, with the field and the fix; nothing when it can be used. */
export function calendarProblems(spec: CalendarSpec): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!isZone(spec.timezone)) {
    problems.push({
      pointer: '/timezone',
      detail: 'There is no such time zone; write an IANA name such as Europe/Berlin or UTC.',
      code: 'calendar.unknown-timezone',
    });
  }
  if ('always' in spec) return problems;
  for (const [day, hours] of Object.entries(spec.hours)) {
    if (!(weekdays as readonly string[]).includes(day)) {
      problems.push({
        pointer: `/hours/${escaped(day)}`,
        detail: `Not a weekday; there are ${weekdays.join(', ')}.`,
        code: 'not-a-choice',
        values: { choices: weekdays },
      });
    } else problems.push(...hoursProblems(hours ?? [], `/hours/${day}`));
  }
  const holidays = spec.holidays ?? [];
  const overrides = Object.entries(spec.overrides ?? {});
  if (holidays.length > MOST_DAYS) problems.push({ pointer: '/holidays', ...tooMany(MOST_DAYS, 'days') });
  if (overrides.length > MOST_DAYS) problems.push({ pointer: '/overrides', ...tooMany(MOST_DAYS, 'days') });
  holidays.slice(0, MOST_DAYS).forEach((holiday, index) => {
    const [day, pointer] =
      typeof holiday === 'string' ? [holiday, `/holidays/${index}`] : [holiday.date, `/holidays/${index}/date`];
    if (!isDate(day) && !isYearly(day)) problems.push({ pointer, ...notADay });
  });
  problems.push(...workedOutProblems(spec));
  for (const [day, hours] of overrides.slice(0, MOST_DAYS)) {
    const pointer = `/overrides/${escaped(day)}`;
    if (!isDate(day))
      problems.push({ pointer, detail: 'Not a date; write YYYY-MM-DD, a day there is.', code: 'calendar.not-a-date' });
    problems.push(...hoursProblems(hours, pointer));
  }
  const isOpenEver = Object.values(spec.hours).some((hours) => hours !== undefined && hours.length > 0);
  if (!isOpenEver) {
    problems.push({
      pointer: '/hours',
      detail: 'No weekday has hours, so no promise would ever be due; give at least one, or `always: true`.',
      code: 'calendar.never-open',
    });
  }
  return problems.length > 0 ? problems : closedYears(spec);
}

/** Countries whose days nobody has looked up would be open all the same. */
function workedOutProblems({ holidaysOf = [], workedOut }: WeeklySpec): FieldProblem[] {
  const days = Object.keys(workedOut ?? {});
  if (holidaysOf.length > 0 && !workedOut)
    return [
      {
        pointer: '/holidaysOf',
        detail: 'Not here: these holidays have not been worked out.',
        code: 'calendar.not-worked-out',
      },
    ];
  if (days.length > MOST_WORKED_OUT) return [{ pointer: '/holidaysOf', ...tooMany(MOST_WORKED_OUT, 'days') }];
  return days.every(isDate) ? [] : [{ pointer: '/workedOut', ...notADay }];
}

/** Whoever asks when it opens would look for a year and more, up to for ever. */
function closedYears(spec: WeeklySpec): FieldProblem[] {
  const plan = new DayPlan(spec);
  for (let year = FIRST_YEAR; plan.hasExceptions && year <= LAST_YEAR; year += 1) {
    if (plan.isOpenIn(year)) continue;
    const pointer = (spec.holidays?.length ?? 0) > 0 ? '/holidays' : '/overrides';
    const detail = `It is closed all of ${year}, so no promise would be due then; leave some day open.`;
    return [{ pointer, detail, code: 'calendar.closed-all-year', values: { year: String(year) } }];
  }
  return [];
}

/** Refuses a calendar that cannot be used, naming every field that is wrong. */
export function expectCalendar(spec: CalendarSpec): void {
  const errors = calendarProblems(spec);
  if (errors.length === 0) return;
  const [first] = errors;
  throw new DomainError('invalid', 'calendar.invalid', `${first!.pointer}: ${first!.detail}`, { errors });
}

function hoursProblems(hours: Hours, pointer: string): FieldProblem[] {
  if (hours.length > MOST_INTERVALS) return [{ pointer, ...tooMany(MOST_INTERVALS, 'intervals a day') }];
  const problems: FieldProblem[] = [];
  let closed = 0;
  hours.forEach(([open, close], index) => {
    const [from, to] = [minuteOf(open), minuteOf(close)];
    const here = `${pointer}/${index}`;
    if (from === null || from === MINUTES_A_DAY) problems.push({ pointer: `${here}/0`, ...notATime });
    if (to === null) problems.push({ pointer: `${here}/1`, ...notAClosingTime });
    if (from === null || to === null) return;
    if (to <= from) {
      problems.push({
        pointer: here,
        detail:
          'It closes before it opens. Hours over midnight are two intervals: until "24:00", and from "00:00" the next day.',
        code: 'calendar.closes-first',
      });
    } else if (from < closed) {
      problems.push({ pointer: here, ...overlapping });
    }
    closed = Math.max(closed, to);
  });
  return problems;
}

type Wrong = Omit<FieldProblem, 'pointer'>;
const notATime: Wrong = { detail: 'Not a time of day; write it like "09:30".', code: 'calendar.not-a-time' };
const notAClosingTime: Wrong = { ...notATime, detail: `${notATime.detail} "24:00" is the end of the day.` };
const overlapping: Wrong = {
  detail: 'It overlaps the one before; write the intervals in order, apart.',
  code: 'calendar.hours-overlap',
};
const notADay: Wrong = {
  detail: 'Not a day; write YYYY-MM-DD, or MM-DD for every year, a day there is.',
  code: 'calendar.not-a-day',
};
const tooMany = (max: number, what: string): Wrong => ({
  detail: `At most ${max} ${what}, please.`,
  code: 'too-many',
  values: { max },
});
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  const year = Number(text.slice(0, 4));
  // What the calendar does not have, such as 02-30, becomes another day or none.
  return year >= FIRST_YEAR && year <= LAST_YEAR && at.getTime() >= 0 && at.toISOString().startsWith(text);
}

/** 02-29 is a day, in leap years. */
const isYearly = (text: string): boolean => /^\d{2}-\d{2}$/.test(text) && isDate(`2024-${text}`);

/** Names such as `Europe/Berlin`, `UTC`, `America/Argentina/Ushuaia`; offsets such as `+03:00` know no daylight saving. */
const isZone = (zone: string): boolean => /^[A-Za-z]/.test(zone) && zone.length <= 64 && IANAZone.isValidZone(zone);
