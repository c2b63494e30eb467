import { calendarOf, type Calendar, type CalendarSpec, type WorkingTime } from '#domain';

/** When somebody works, as `workingTimeOf` reads it. */
export interface StoredTime {
  readonly shifts: readonly CalendarSpec[];
  readonly absences: readonly { readonly from: string; readonly to: string }[];
}

/** Working one out takes a while, and the same few are asked for all the time. */
const known = new Map<string, Calendar>();
const MOST_KNOWN = 1_000;

export const workingTime = ({ shifts, absences }: StoredTime): WorkingTime => ({
  shifts: shifts.map(calendarFor),
  absences: absences.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) })),
});

export function calendarFor(spec: CalendarSpec): Calendar {
  const key = JSON.stringify(spec);
  const calendar = known.get(key) ?? calendarOf(spec);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, calendar);
  return calendar;
}
