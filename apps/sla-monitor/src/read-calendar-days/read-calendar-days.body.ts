import { FIRST_YEAR, isDate, LAST_YEAR } from '#domain';
import { text } from '#http';
import { z } from 'zod';

const DAY_MS = 86_400_000;
const MOST_DAYS = 400;

const date = text({ max: 10 }).refine(isDate, `Write a day of the years ${FIRST_YEAR} to ${LAST_YEAR}: YYYY-MM-DD.`);

export const calendarDaysQuery = z
  .strictObject({
    from: date.meta({ description: 'The first day, by the wall clock of the calendar’s zone.' }),
    to: date.meta({ description: `The last day; at most ${MOST_DAYS} days in all.` }),
  })
  .refine(({ from, to }) => to >= from, { path: ['to'], error: 'The last day is before the first.' })
  .refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / DAY_MS < MOST_DAYS, {
    path: ['to'],
    error: `Ask for at most ${MOST_DAYS} days at a time.`,
  });
export type CalendarDaysQuery = z.output<typeof calendarDaysQuery>;

export const calendarDaysView = z.object({
  timezone: z.string(),
  version: z.int(),
  days: z.array(
    z.object({
      date: z.iso.date(),
      holiday: z.boolean().meta({ description: 'It is a holiday, whether or not an override opens it.' }),
      name: z.string().nullable().meta({ description: 'Of the holiday, where it has one.' }),
      override: z.boolean().meta({ description: 'It has hours of its own.' }),
      open: z
        .array(z.object({ from: z.date(), to: z.date() }))
        .meta({ description: 'When it is open, as real instants: on days on which clocks change too.' }),
      seconds: z.number().meta({ description: 'How much open time that is.' }),
    }),
  ),
});
export type CalendarDaysView = z.output<typeof calendarDaysView>;
