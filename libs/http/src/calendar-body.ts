import { calendarProblems, weekdays, type CalendarSpec, type Weekday } from '#domain';
import { z } from 'zod';
import { text } from './text.js';

/** Two of them: opening and closing. */
const interval = z
  .array(text({ max: 8 }))
  .length(2, 'Give two times: when it opens, and when it closes.')
  .transform(([open, close]) => [open!, close!] as const);
const hours = z.array(interval).max(100);
const days = Object.fromEntries(weekdays.map((day) => [day, hours.optional()])) as Record<
  Weekday,
  z.ZodOptional<typeof hours>
>;

const shape = z.strictObject({
  timezone: text({ max: 64 }).meta({ description: 'An IANA zone, such as Europe/Berlin.' }),
  always: z.literal(true).optional().meta({ description: 'Open round the clock; then there is nothing else.' }),
  hours: z
    .strictObject(days)
    .optional()
    .meta({ description: 'By weekday: intervals such as ["09:00", "12:30"]; "24:00" is the end of the day.' }),
  holidays: z
    .array(text({ max: 10 }))
    .max(10_000)
    .optional()
    .meta({ description: 'Closed days: YYYY-MM-DD, or MM-DD for every year.' }),
  overrides: z
    .record(text({ max: 10 }), hours)
    .optional()
    .meta({ description: 'YYYY-MM-DD: that day’s hours instead of its weekday’s; an empty list is closed.' }),
});

/** A calendar in a body (DESIGN §6): what cannot be one is refused by the field that is wrong. */
export const calendarBody = shape.transform((given, context): CalendarSpec => {
  const { timezone, always, hours: weekly, holidays, overrides } = given;
  const refuse = (path: (string | number)[], message: string): never => {
    context.addIssue({ code: 'custom', path, message, input: given });
    return z.NEVER;
  };
  if (always && (weekly ?? holidays ?? overrides))
    return refuse(['always'], 'Round the clock knows no hours: leave out `always`, or everything else.');
  if (!always && !weekly) return refuse(['hours'], 'Give the hours of the week, or `always: true`.');
  const spec: CalendarSpec = always ? { timezone, always } : { timezone, hours: weekly!, holidays, overrides };
  for (const { pointer, detail } of calendarProblems(spec)) refuse(pointer.split('/').slice(1).map(unescaped), detail);
  return spec;
});

const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');
