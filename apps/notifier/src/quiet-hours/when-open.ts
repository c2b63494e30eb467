import { calendarOf, type CalendarSpec } from '#domain';

/** When automatic mail may arrive next; `hours` null: always. */
export const whenOpen = (hours: CalendarSpec | null, now: Date): Date =>
  hours === null || 'always' in hours ? now : calendarOf(hours).nextOpen(now);
