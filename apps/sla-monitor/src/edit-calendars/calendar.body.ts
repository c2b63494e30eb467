import { DomainError } from '#domain';
import { calendarBodyWithCountries, text } from '#http';
import { z } from 'zod';
import { isCalendarCode } from './calendar.store.js';

/** A calendar as it is to be. */
export const calendarToSave = z.strictObject({
  name: text({ max: 200 }),
  calendar: calendarBodyWithCountries,
  expectedVersion: z.int().min(0).optional().meta({
    description:
      'The version you have read, 0 when there was none: if its hours are others by now, nothing is written.',
  }),
});
export type CalendarToSave = z.output<typeof calendarToSave>;

/** Refuses what is no code, by name. */
export function expectCode(code: string): void {
  if (isCalendarCode(code)) return;
  const detail = 'A code is 1 to 63 small letters, digits and hyphens, such as office-berlin.';
  throw new DomainError('invalid', 'calendar.invalid-code', detail, { errors: [{ pointer: '/code', detail }] });
}
