import { weekdays, type CalendarSpec, type Weekday } from './calendar-spec';

interface Run {
  readonly from: Weekday;
  readonly to: Weekday;
  readonly hours: readonly string[];
}

/** Neighbouring weekdays with the same hours are one: Monday to Friday 09:00–17:00. Closed ones are left out. */
export function runsOf({ hours = {} }: CalendarSpec): readonly Run[] {
  const runs: Run[] = [];
  for (const day of weekdays) {
    const its = (hours[day] ?? []).map(([from, to]) => `${from}–${to}`);
    const last = runs.at(-1);
    if (last && String(last.hours) === String(its)) runs[runs.length - 1] = { ...last, to: day };
    else runs.push({ from: day, to: day, hours: its });
  }
  return runs.filter((run) => run.hours.length > 0);
}

// The 1st of January 2024 was a Monday.
const dateOf = (day: Weekday): Date => new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));

/** The name of a weekday in a language. */
export const weekdayName = (day: Weekday, language: string, weekday: 'short' | 'long' = 'long'): string =>
  new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(dateOf(day));

/** `Mon–Fri 09:00–17:00`, a line each. */
export const hoursSaid = (spec: CalendarSpec, language: string): readonly string[] =>
  runsOf(spec).map(({ from, to, hours }) => {
    const days = [from, ...(to === from ? [] : [to])].map((day) => weekdayName(day, language, 'short')).join('–');
    return `${days} ${hours.join(', ')}`;
  });

/** `24 December 2026`; `25 December` for every year. What is no date stays as it is. */
export function dateSaid(date: string, language: string): string {
  const isYearly = /^\d\d-\d\d$/.test(date);
  const at = new Date(`${isYearly ? `2024-${date}` : date}T00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  const day = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  if (isYearly) return new Intl.DateTimeFormat(language, day).format(at);
  return new Intl.DateTimeFormat(language, { ...day, weekday: 'short', year: 'numeric' }).format(at);
}
