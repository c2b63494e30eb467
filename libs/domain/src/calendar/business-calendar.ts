import { DomainError } from '../errors.js';
import type { Calendar, OpenInterval } from './calendar.js';
import { roundTheClock } from './calendar.js';
import { expectCalendar, FIRST_YEAR, LAST_YEAR, type CalendarSpec, type WeeklySpec } from './calendar-spec.js';
import { DayPlan } from './day-plan.js';
import { tellHours } from './tell-hours.js';
import { ZoneOffsets } from './zone-offsets.js';

/** A calendar that can be asked. Refuses (`calendar.invalid`) what cannot be one, naming every field. */
export function calendarOf(spec: CalendarSpec): Calendar {
  expectCalendar(spec);
  return 'always' in spec ? roundTheClock : new BusinessCalendar(spec);
}

/** All open intervals of one year of the wall clock, and how much open time lies before each: sums are looked up, not counted. */
interface YearOfHours {
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** Open time from the year's beginning until `opens`. */
  readonly before: Float64Array;
  readonly total: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * Hours by the wall clock of a zone, less holidays. Durations are real elapsed time inside open intervals, so a day on which
 * the clocks change counts what it really has. Each year is worked out once, then every question is a binary search.
 */
class BusinessCalendar implements Calendar {
  readonly hours: string;
  private readonly offsets: ZoneOffsets;
  private readonly days: DayPlan;
  private readonly years = new Map<number, YearOfHours>();

  constructor(spec: WeeklySpec) {
    this.hours = tellHours(spec.hours, spec.timezone);
    this.offsets = ZoneOffsets.of(spec.timezone);
    this.days = new DayPlan(spec);
  }

  add(start: Date, ms: number): Date {
    const from = start.getTime();
    let year = this.yearOf(from);
    let hours = this.year(year);
    const used = openBefore(hours, from);
    if (ms <= 0 && isOpenUntil(hours, from)) return start;
    for (let target = used + Math.max(0, ms); ; target -= hours.total, hours = this.year((year += 1))) {
      // Nothing at all, asked for while it is closed, ends at the next opening; anything else at the first instant that has it.
      const at = ms <= 0 ? firstOpeningAfter(hours, from) : instantWith(hours, target);
      if (at !== null) return new Date(at);
    }
  }

  subtract(end: Date, ms: number): Date {
    const to = end.getTime();
    let year = this.yearOf(to);
    let hours = this.year(year);
    if (ms <= 0) return end;
    for (let target = openBefore(hours, to) - ms; ; hours = this.year((year -= 1)), target += hours.total) {
      if (target < 0) continue;
      const at = lastInstantWith(hours, target);
      if (at !== null) return new Date(Math.min(at, to));
    }
  }

  elapsed(from: Date, to: Date): number {
    if (to <= from) return 0;
    const [first, last] = [this.yearOf(from.getTime()), this.yearOf(to.getTime())];
    let total = openBefore(this.year(last), to.getTime()) - openBefore(this.year(first), from.getTime());
    for (let year = first; year < last; year += 1) total += this.year(year).total;
    return total;
  }

  nextOpen(at: Date): Date {
    const from = at.getTime();
    for (let year = this.yearOf(from); ; year += 1) {
      const hours = this.year(year);
      const index = lastOpenedBy(hours, from);
      if (index >= 0 && from < hours.closes[index]!) return at;
      const opening = hours.opens[index + 1];
      if (opening !== undefined) return new Date(opening);
    }
  }

  openIntervals(from: Date, to: Date, limit = 1_000): readonly OpenInterval[] {
    const intervals: OpenInterval[] = [];
    if (to <= from) return intervals;
    const [start, end] = [from.getTime(), to.getTime()];
    for (let year = this.yearOf(start), last = this.yearOf(end); year <= last; year += 1) {
      const { opens, closes } = this.year(year);
      for (let index = 0; index < opens.length && intervals.length < limit; index += 1) {
        const [opening, closing] = [Math.max(opens[index]!, start), Math.min(closes[index]!, end)];
        if (closing > opening) intervals.push({ from: new Date(opening), to: new Date(closing) });
      }
    }
    return intervals;
  }

  private yearOf(instant: number): number {
    return new Date(this.offsets.wallAt(instant)).getUTCFullYear();
  }

  private year(year: number): YearOfHours {
    const known = this.years.get(year);
    if (known) return known;
    // What is the first of January in UTC is still the year before somewhere.
    if (!(year >= FIRST_YEAR - 1 && year <= LAST_YEAR + 1)) throw outOfRange();
    const hours = this.workOut(year);
    this.years.set(year, hours);
    return hours;
  }

  private workOut(year: number): YearOfHours {
    const opens: number[] = [];
    const closes: number[] = [];
    const before: number[] = [];
    let total = 0;
    for (let midnight = Date.UTC(year, 0, 1), end = Date.UTC(year + 1, 0, 1); midnight < end; midnight += DAY_MS) {
      for (const [from, closing] of this.intervalsOn(midnight)) {
        const opening = Math.max(from, closes.at(-1) ?? -Infinity);
        if (closing <= opening) continue;
        opens.push(opening);
        closes.push(closing);
        before.push(total);
        total += closing - opening;
      }
    }
    return {
      opens: Float64Array.from(opens),
      closes: Float64Array.from(closes),
      before: Float64Array.from(before),
      total,
    };
  }

  /** When it opens and closes on a day, by opening. Where the clock jumps, one may reach into another, or behind it. */
  private intervalsOn(midnight: number): (readonly [number, number])[] {
    if (this.offsets.isSkipped(midnight)) return [];
    const instantOf = (minute: number): number => this.offsets.instantOf(midnight + minute * MINUTE_MS);
    const intervals = this.days.on(midnight).map(([open, close]) => [instantOf(open), instantOf(close)] as const);
    return intervals.length > 1 ? intervals.toSorted(([one], [other]) => one - other) : intervals;
  }
}

const outOfRange = (): DomainError =>
  new DomainError(
    'invalid',
    'calendar.out-of-range',
    `That leads beyond the years ${FIRST_YEAR} to ${LAST_YEAR}: a shorter target, or another date.`,
  );

/** The index of the last interval that has opened by `at`; -1 when none has. */
function lastOpenedBy({ opens }: YearOfHours, at: number): number {
  let [low, high] = [0, opens.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (opens[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Open time from the year's beginning until `at`. */
function openBefore(hours: YearOfHours, at: number): number {
  const index = lastOpenedBy(hours, at);
  return index < 0 ? 0 : hours.before[index]! + Math.min(at, hours.closes[index]!) - hours.opens[index]!;
}

/** Whether it is open at `at`, or closes at that very instant. */
function isOpenUntil(hours: YearOfHours, at: number): boolean {
  const index = lastOpenedBy(hours, at);
  return index >= 0 && at <= hours.closes[index]!;
}

const firstOpeningAfter = (hours: YearOfHours, at: number): number | null =>
  hours.opens[lastOpenedBy(hours, at) + 1] ?? null;

/** The first instant before which the year has had `target` (more than 0) of open time; null when it has less in all. */
function instantWith({ opens, before, total }: YearOfHours, target: number): number | null {
  if (target > total || target <= 0) return null;
  let [low, high] = [0, opens.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before[middle]! < target) low = middle + 1;
    else high = middle;
  }
  return opens[low - 1]! + target - before[low - 1]!;
}

/** The last instant before which the year has had no more than `target` of open time; null when it opens on no day. */
function lastInstantWith({ opens, before }: YearOfHours, target: number): number | null {
  let [low, high] = [0, opens.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before[middle]! <= target) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : opens[low - 1]! + target - before[low - 1]!;
}
