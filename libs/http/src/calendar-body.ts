import { calendarProblems, weekdays, type CalendarSpec, type Weekday } from '#domain';
import { z } from 'zod';

const hours = z.array(z.tuple([z.string().max(8), z.string().max(8)]).readonly()).max(100);
const days = Object.fromEntries(weekdays.map((day) => [day, hours.optional()])) as Record<
  Weekday,
  z.ZodOptional<typeof hours>
>;

const shape = z.strictObject({
  timezone: z.string().max(64).meta({ description: 'An IANA zone, such as Europe/Berlin.' }),
  always: z.literal(true).optional().meta({ description: 'Open round the clock; then there is nothing else.' }),
  hours: z
    .strictObject(days)
    .optional()
    .meta({ description: 'By weekday: intervals such as ["09:00", "12:30"]; "24:00" is the end of the day.' }),
  holidays: z
    .array(z.string().max(10))
    .max(10_000)
    .optional()
    .meta({ description: 'Closed days: YYYY-MM-DD, or MM-DD for every year.' }),
  overrides: z
    .record(z.string().max(10), hours)
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
