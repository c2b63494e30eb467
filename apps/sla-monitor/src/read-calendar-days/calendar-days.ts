import { beginningOfDay, calendarOf, type CalendarSpec, type WeeklySpec } from '#domain';
import type { CalendarDaysView } from './read-calendar-days.body.js';

/** What a calendar makes of each day from `from` to `to` (YYYY-MM-DD, both included). */
export function calendarDays(spec: CalendarSpec, from: string, to: string): CalendarDaysView['days'] {
  const calendar = calendarOf(spec);
  const weekly: Partial<WeeklySpec> = 'always' in spec ? {} : spec;
  const names = new Map<string, string | null>(Object.entries(weekly.workedOut ?? {}));
  for (const day of weekly.holidays ?? [])
    if (typeof day === 'string') names.set(day, names.get(day) ?? null);
    else names.set(day.date, day.name);
  const days: CalendarDaysView['days'] = [];
  for (let date = from; date <= to; date = dayAfter(date)) {
    // A day that its zone left out begins when the next one does.
    const [begins, ends] = [beginningOfDay(date, spec.timezone), beginningOfDay(dayAfter(date), spec.timezone)];
    const open = [...calendar.openIntervals(begins, ends)];
    const named = names.get(date) ?? names.get(date.slice(5)) ?? null;
    days.push({
      date,
      holiday: names.has(date) || names.has(date.slice(5)),
      name: named,
      override: Object.hasOwn(weekly.overrides ?? {}, date),
      open,
      seconds: open.reduce((sum, interval) => sum + interval.to.getTime() - interval.from.getTime(), 0) / 1_000,
    });
  }
  return days;
}

const dayAfter = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
