import { dayOf, type DayRule } from './day-rule.js';

/** As ical.js reads an RRULE: one value by itself, several as a list. */
type Parts = Readonly<Record<string, unknown>>;

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

/** How an event of whole days repeats; null when it does so several times a day, which days cannot. */
export function ruleOf(given: unknown): DayRule | null {
  const parts = given as Parts;
  const freq = frequencies.find((one) => one === parts['freq']);
  if (!freq) return null;
  const until = parts['until'];
  return {
    freq,
    interval: Number(parts['interval'] ?? 1),
    count: parts['count'] === undefined ? null : Number(parts['count']),
    until: typeof until === 'string' ? dayOf(until.slice(0, 10)) : null,
    // ical.js counts from Sunday, 1.
    weekStart: parts['wkst'] === undefined ? 0 : (Number(parts['wkst']) + 5) % 7,
    byMonth: numbers(parts['bymonth']),
    byWeekNo: numbers(parts['byweekno']),
    byYearDay: numbers(parts['byyearday']),
    byMonthDay: numbers(parts['bymonthday']),
    byDay: listOf(parts['byday']).map((day) => ({
      nth: Number(String(day).slice(0, -2) || 0),
      weekday: WEEKDAYS.indexOf(String(day).slice(-2)),
    })),
    bySetPos: numbers(parts['bysetpos']),
  };
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const numbers = (value: unknown): number[] => listOf(value).map(Number);
