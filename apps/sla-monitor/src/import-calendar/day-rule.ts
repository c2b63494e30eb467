/** Days since 1 January 1970, in no zone. */
export type Day = number;

const DAY_MS = 86_400_000;
export const dayOf = (date: string): Day => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
export const dateOf = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const dayAt = (year: number, month: number, date: number): Day => Date.UTC(year, month, date) / DAY_MS;
/** Monday is 0. */
const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;

/** How whole days repeat (RFC 5545 §3.3.10), without what only concerns times of day. Weekdays count from Monday, 0. */
export interface DayRule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count: number | null;
  readonly until: Day | null;
  readonly weekStart: number;
  readonly byMonth: readonly number[];
  readonly byWeekNo: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byMonthDay: readonly number[];
  /** `nth` 0 is each of them; -1 the last. */
  readonly byDay: readonly { readonly nth: number; readonly weekday: number }[];
  readonly bySetPos: readonly number[];
}

/** What is looked at counts, so that no rule keeps the process busy, whatever it says. */
export class Effort {
  private spent = 0;
  constructor(private readonly most: number) {}

  spend(steps: number): void {
    this.spent += steps;
    if (this.spent > this.most) throw new TooMuchEffort();
  }
}
export class TooMuchEffort extends Error {}

/**
 * The days, in order, on which something happens that begins at `start` and repeats by a rule, from `from` to `to`. Goes from
 * one period to the next and looks at no more than the days of it: a rule that never happens ends with `to` as well.
 */
export function daysOf(given: DayRule, start: Day, from: Day, to: Day, effort: Effort): Day[] {
  const rule = completed(given, start);
  const end = Math.min(to, rule.until ?? to);
  const days: Day[] = [];
  let left = rule.count ?? Infinity;
  // Only who counts has to begin at the beginning.
  let step = rule.count === null ? firstStep(rule, start, from) : 0;
  for (; ; step += 1) {
    const period = periodOf(rule, start, step);
    // Not `>`: an absurd interval leads to no day at all.
    if (!(period.first <= end)) return days;
    const candidates = candidatesOf(rule, period);
    effort.spend(1 + candidates.length);
    const happening = candidates.filter((day) => happensOn(rule, day));
    for (const day of positioned(rule, happening)) {
      if (day < start) continue;
      if (day > end || (left -= 1) < 0) return days;
      if (day >= from) days.push(day);
    }
  }
}

/** What a rule leaves open is as it is with the start. */
function completed(rule: DayRule, start: Day): DayRule {
  const date = new Date(start * DAY_MS);
  const [month, monthDay] = [[date.getUTCMonth() + 1], [date.getUTCDate()]];
  const { freq, byMonth, byWeekNo, byYearDay, byMonthDay, byDay } = rule;
  const saysDay = byYearDay.length + byMonthDay.length + byDay.length > 0;
  if (saysDay || freq === 'DAILY') return rule;
  if (freq === 'WEEKLY' || byWeekNo.length > 0) return { ...rule, byDay: [{ nth: 0, weekday: weekdayOf(start) }] };
  if (freq === 'MONTHLY') return { ...rule, byMonthDay: monthDay };
  return { ...rule, byMonth: byMonth.length > 0 ? byMonth : month, byMonthDay: monthDay };
}

interface Period {
  readonly first: Day;
  readonly year: number;
  /** 0 to 11. */
  readonly month: number;
}

function periodOf({ freq, interval, weekStart }: DayRule, start: Day, step: number): Period {
  const date = new Date(start * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const ahead = step * interval;
  switch (freq) {
    case 'DAILY':
      return { first: start + ahead, year, month };
    case 'WEEKLY':
      return { first: start - ((weekdayOf(start) - weekStart + 7) % 7) + 7 * ahead, year, month };
    case 'MONTHLY': {
      const months = month + ahead;
      return { first: dayAt(year, months, 1), year: year + Math.floor(months / 12), month: months % 12 };
    }
    case 'YEARLY':
      // The first week of a year may begin in the one before.
      return { first: dayAt(year + ahead, 0, 1) - 3, year: year + ahead, month: 0 };
  }
}

const longest = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 } as const;
const firstStep = ({ freq, interval }: DayRule, start: Day, from: Day): number =>
  Math.max(0, Math.floor((from - start) / (longest[freq] * interval)) - 1);

function candidatesOf(rule: DayRule, { first, year, month }: Period): Day[] {
  if (rule.freq === 'DAILY') return [first];
  if (rule.freq === 'WEEKLY') return range(first, 7);
  if (rule.freq === 'MONTHLY') return monthDays(rule, year, month);
  if (rule.byWeekNo.length > 0) return weekDays(rule, year);
  if (rule.byYearDay.length > 0) return range(dayAt(year, 0, 1), lengthOf(year));
  const months = rule.byMonth.length > 0 ? unique(rule.byMonth) : range(1, 12);
  return months.filter((one) => one >= 1 && one <= 12).flatMap((one) => monthDays(rule, year, one - 1));
}

function monthDays({ byMonthDay }: DayRule, year: number, month: number): Day[] {
  const first = dayAt(year, month, 1);
  const length = dayAt(year, month + 1, 1) - first;
  if (byMonthDay.length === 0) return range(first, length);
  const dates = unique(byMonthDay.map((date) => (date < 0 ? length + 1 + date : date)));
  return dates.filter((date) => date >= 1 && date <= length).map((date) => first + date - 1);
}

function weekDays({ byWeekNo, weekStart }: DayRule, year: number): Day[] {
  const first = firstWeekOf(year, weekStart);
  const weeks = (firstWeekOf(year + 1, weekStart) - first) / 7;
  const numbers = unique(byWeekNo.map((week) => (week < 0 ? weeks + 1 + week : week)));
  return numbers.filter((week) => week >= 1 && week <= weeks).flatMap((week) => range(first + 7 * (week - 1), 7));
}

/** The week that has 4 January in it is the first. */
function firstWeekOf(year: number, weekStart: number): Day {
  const fourth = dayAt(year, 0, 4);
  return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7);
}

function happensOn(rule: DayRule, day: Day): boolean {
  const { freq, byMonth, byMonthDay, byYearDay, byDay } = rule;
  if (byDay.length > 0 && !byDay.some(({ weekday }) => weekday === weekdayOf(day))) return false;
  if (byMonth.length + byMonthDay.length + byYearDay.length + byDay.length === 0) return true;
  const date = new Date(day * DAY_MS);
  const [year, month, monthDay] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (byMonth.length > 0 && !byMonth.includes(month + 1)) return false;
  const monthLength = dayAt(year, month + 1, 1) - (day - monthDay + 1);
  if (!isIn(byMonthDay, monthDay, monthLength)) return false;
  const yearDay = day - dayAt(year, 0, 1) + 1;
  if (!isIn(byYearDay, yearDay, lengthOf(year))) return false;
  if (byDay.length === 0 || rule.byWeekNo.length > 0 || freq === 'WEEKLY' || freq === 'DAILY') return true;
  const ofYear = freq === 'YEARLY' && byMonth.length === 0;
  const [at, length] = ofYear ? [yearDay, lengthOf(year)] : [monthDay, monthLength];
  const [nth, fromEnd] = [Math.ceil(at / 7), -Math.ceil((length - at + 1) / 7)];
  const weekday = weekdayOf(day);
  return byDay.some((one) => one.weekday === weekday && (one.nth === 0 || one.nth === nth || one.nth === fromEnd));
}

const isIn = (given: readonly number[], at: number, length: number): boolean =>
  given.length === 0 || given.includes(at) || given.includes(at - length - 1);

function positioned({ bySetPos }: DayRule, days: Day[]): Day[] {
  if (bySetPos.length === 0) return days;
  return days.filter((_, index) => bySetPos.includes(index + 1) || bySetPos.includes(index - days.length));
}

const lengthOf = (year: number): number => dayAt(year + 1, 0, 1) - dayAt(year, 0, 1);
const range = (first: number, length: number): number[] => Array.from({ length }, (_, index) => first + index);
const unique = (numbers: readonly number[]): number[] => [...new Set(numbers)].toSorted((one, other) => one - other);
