import {
  calendarProblems,
  weekdays,
  type CalendarSpec,
  type FieldValues,
  type Weekday,
  type WeeklySpec,
} from '#domain';
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
const day = text({ max: 10 });
const namedDay = z.strictObject({ date: day, name: text({ max: 200 }) });

const shape = z.strictObject({
  timezone: text({ max: 64 }).meta({ description: 'An IANA zone, such as Europe/Berlin.' }),
  always: z.literal(true).optional().meta({ description: 'Open round the clock; then there is nothing else.' }),
  hours: z
    .strictObject(days)
    .optional()
    .meta({ description: 'By weekday: intervals such as ["09:00", "12:30"]; "24:00" is the end of the day.' }),
  holidays: z
    .array(z.union([day, namedDay]))
    .max(10_000)
    .optional()
    .meta({ description: 'Closed days: YYYY-MM-DD, or MM-DD for every year; or with a name, {date, name}.' }),
  overrides: z
    .record(day, hours)
    .optional()
    .meta({ description: 'YYYY-MM-DD: that day’s hours instead of its weekday’s; an empty list is closed.' }),
});

const holidaysOf = z
  .array(
    z.strictObject({
      country: text({ max: 2 }).meta({ description: 'ISO 3166-1: DE.', example: 'DE' }),
      region: text({ max: 20 }).optional().meta({ description: 'One of its regions: BY; or a part of one: BY-A.' }),
      types: z
        .array(text({ max: 20 }))
        .min(1)
        .max(10)
        .optional()
        .meta({ description: 'public (when left out), bank, optional, school, observance.' }),
    }),
  )
  .max(10)
  .optional()
  .meta({ description: 'Closed on the holidays of these countries, worked out for 30 years whenever it is saved.' });

type Given = z.output<typeof shape> & { readonly holidaysOf?: WeeklySpec['holidaysOf'] };

/** A calendar in a body (DESIGN §6): what cannot be one is refused by the field that is wrong. */
export const calendarBody = shape.transform(specOf);

/** One that may also name countries. Their days are not worked out yet: without them nobody can ask it anything. */
export const calendarBodyWithCountries = shape.extend({ holidaysOf }).transform(specOf);

function specOf(given: Given, context: z.core.$RefinementCtx): CalendarSpec {
  const { timezone, always, hours: weekly, holidays, overrides } = given;
  const refuse = (path: string[], message: string, code: string, values?: FieldValues): never => {
    context.addIssue({ code: 'custom', path, message, input: given, params: { code, ...(values && { values }) } });
    return z.NEVER;
  };
  if (always && (weekly ?? holidays ?? overrides ?? given.holidaysOf))
    return refuse(
      ['always'],
      'Round the clock knows no hours: leave out `always`, or everything else.',
      'calendar.always-with-hours',
    );
  if (!always && !weekly)
    return refuse(['hours'], 'Give the hours of the week, or `always: true`.', 'calendar.never-open');
  const spec: CalendarSpec = always ? { timezone, always } : { timezone, hours: weekly!, holidays, overrides };
  for (const { pointer, detail, code, values } of calendarProblems(spec))
    refuse(pointer.split('/').slice(1).map(unescaped), detail, code ?? 'calendar.invalid', values);
  return given.holidaysOf && !always
    ? { timezone, hours: weekly!, holidays, holidaysOf: given.holidaysOf, overrides }
    : spec;
}

const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');
