import { FIRST_YEAR, LAST_YEAR } from '#domain';
import { calendarBodyWithCountries, saying } from '#http';
import { z } from 'zod';

const LONGEST_TARGET_S = 10 * 366 * 86_400;

const instant = z.iso
  .datetime({ offset: true, error: 'Write an ISO 8601 instant, such as 2026-11-23T09:00:00Z.' })
  .refine((text) => isInRange(new Date(text)), `Give an instant of the years ${FIRST_YEAR} to ${LAST_YEAR}.`)
  .transform((text) => new Date(text));

const isInRange = (at: Date): boolean => at.getUTCFullYear() >= FIRST_YEAR && at.getUTCFullYear() <= LAST_YEAR;

const pause = z.strictObject({ from: instant, to: instant }).refine(({ from, to }) => to > from, {
  path: ['to'],
  ...saying('pause.ends-first', 'A pause ends after it begins.'),
});

export const previewBody = z
  .strictObject({
    calendar: calendarBodyWithCountries,
    start: instant,
    target: z.int().min(0).max(LONGEST_TARGET_S).optional().meta({ description: 'Seconds of open time.' }),
    end: instant.optional(),
    pauses: z.array(pause).max(1_000).default([]),
  })
  .refine(({ target, end }) => (target === undefined) !== (end === undefined), {
    path: ['target'],
    error: 'Give either `target`, to hear when it is due, or `end`, to hear how much time counts.',
  })
  .refine(({ start, end }) => end === undefined || end >= start, {
    path: ['end'],
    ...saying('period.ends-first', 'The end is before the start.'),
  });

export type PreviewBody = z.output<typeof previewBody>;

export const previewView = z.object({
  due: z.iso.datetime().optional().meta({ description: 'When the target is used up.' }),
  elapsed: z.number().optional().meta({ description: 'Seconds of open time from start to end, less the pauses.' }),
});
export type PreviewView = z.output<typeof previewView>;
