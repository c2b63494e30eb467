import { DateTime, IANAZone } from 'luxon';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** From one time of day to another, `["09:00", "18:00"]`; `"24:00"` is the midnight at the end. */
export type TimeSpan = readonly [from: string, to: string];

interface WeeklyHours {
  /** IANA: `Europe/Berlin`. */
  readonly timezone: string;
  readonly hours: Readonly<Partial<Record<Weekday, readonly TimeSpan[]>>>;
  /** `2026-03-08`, or `12-25` for every year. */
  readonly holidays?: readonly string[] | undefined;
  /** Hours of single dates; they go before everything else. */
  readonly overrides?: Readonly<Record<string, readonly TimeSpan[]>> | undefined;
}

/** When something is open. Plain data, kept as JSON. */
export type OpeningHours = WeeklyHours | { readonly timezone: string; readonly always: true };

export const isTimezone = (name: string): boolean => IANAZone.isValidZone(name);

/** A year of every weekday and feast, and one more for what is open once a year. */
const LOOK_AHEAD_DAYS = 2 * 366;

/** `at` when it is open then, else the instant at which it opens next; null when it never does. */
export function nextOpen(calendar: OpeningHours, at: Date): Date | null {
  if ('always' in calendar) return at;
  const today = DateTime.fromJSDate(at, { zone: calendar.timezone }).startOf('day');
  for (let days = 0; days <= LOOK_AHEAD_DAYS; days += 1) {
    const day = today.plus({ days });
    const opens = spansOn(calendar, day)
      .map((span) => span.map((time) => instantOf(day, time)) as [Date, Date])
      .filter(([from, to]) => from < to && at < to)
      .map(([from]) => Math.max(from.getTime(), at.getTime()));
    if (opens.length > 0) return new Date(Math.min(...opens));
  }
  return null;
}

function spansOn({ hours, holidays = [], overrides = {} }: WeeklyHours, day: DateTime): readonly TimeSpan[] {
  const date = day.toFormat('yyyy-MM-dd');
  const override = Object.hasOwn(overrides, date) ? overrides[date] : undefined;
  if (override) return override;
  if (holidays.includes(date) || holidays.includes(date.slice(5))) return [];
  return hours[weekdays[day.weekday - 1]!] ?? [];
}

/** A time of day that daylight saving skips is the instant after the gap. */
function instantOf(day: DateTime, time: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const from = hour === 24 ? day.plus({ days: 1 }) : day;
  return from.set({ hour: hour % 24, minute, second: 0, millisecond: 0 }).toJSDate();
}
