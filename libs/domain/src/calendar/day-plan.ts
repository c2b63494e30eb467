import type { Hours, Weekday, WeeklySpec } from './calendar-spec.js';

const DAY_MS = 86_400_000;
const order: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export const MINUTES_A_DAY = 1_440;

/** Opening and closing, in minutes of the wall clock since midnight. */
export type Minutes = readonly (readonly [open: number, close: number])[];

const NONE: Minutes = [];

/** Which hours single days have: those of their weekday, none on holidays, others where others are given. */
export class DayPlan {
  readonly hasExceptions: boolean;
  private readonly weekly: readonly Minutes[];
  /** Days as numbers, 20261224, and those of every year, 1224: they are asked for a hundred thousand at a time. */
  private readonly closedOn: ReadonlySet<number>;
  private readonly overrides: ReadonlyMap<number, Minutes>;

  constructor({ hours, holidays = [], workedOut = {}, overrides = {} }: WeeklySpec) {
    this.weekly = order.map((day) => minutesOf(hours[day] ?? []));
    const given = holidays.map((day) => (typeof day === 'string' ? day : day.date));
    this.closedOn = new Set([...given, ...Object.keys(workedOut)].map(numberOf));
    this.overrides = new Map(Object.entries(overrides).map(([day, instead]) => [numberOf(day), minutesOf(instead)]));
    this.hasExceptions = this.closedOn.size > 0 || this.overrides.size > 0;
  }

  /** The hours of the day that begins at `midnight` of the wall clock (as if it were UTC). */
  on(midnight: number): Minutes {
    const date = new Date(midnight);
    if (this.hasExceptions) {
      const monthDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
      const day = date.getUTCFullYear() * 10_000 + monthDay;
      const instead = this.overrides.get(day);
      if (instead) return instead;
      if (this.closedOn.has(day) || this.closedOn.has(monthDay)) return NONE;
    }
    return this.weekly[(date.getUTCDay() + 6) % 7]!;
  }

  /** Whether any day of a year has hours. */
  isOpenIn(year: number): boolean {
    const end = Date.UTC(year + 1, 0, 1);
    for (let midnight = Date.UTC(year, 0, 1); midnight < end; midnight += DAY_MS) {
      if (this.on(midnight).length > 0) return true;
    }
    return false;
  }
}

const numberOf = (day: string): number => Number(day.replaceAll('-', ''));
const minutesOf = (hours: Hours): Minutes => hours.map(([open, close]) => [minuteOf(open)!, minuteOf(close)!] as const);

/** Minutes since midnight of `"HH:MM"`; null when it is none. */
export function minuteOf(time: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  const minutes = hour * 60 + minute;
  return minute < 60 && minutes <= MINUTES_A_DAY ? minutes : null;
}
