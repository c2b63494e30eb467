import { z } from 'zod';
import { skipCodes } from './event-days.js';

export const importQuery = z.strictObject({
  apply: z
    .enum(['true', 'false'])
    .default('false')
    .transform((apply) => apply === 'true')
    .meta({ type: 'boolean', description: 'Adds the days; otherwise the answer only says which these would be.' }),
});
export type ImportQuery = z.output<typeof importQuery>;

const date = z.iso.date();

export const importView = z.object({
  applied: z.boolean(),
  version: z
    .int()
    .nullable()
    .meta({ description: 'The calendar’s version with these days; null when nothing was added.' }),
  changeId: z
    .int()
    .nullable()
    .meta({ description: 'The change that brings the clocks along: `GET /sla/changes/{id}`.' }),
  from: date.meta({ description: 'Days before are left out; so are those after `to`.' }),
  to: date,
  added: z.array(z.object({ date, name: z.string().nullable() })).meta({ description: 'Days that become holidays.' }),
  known: z
    .array(z.object({ date, name: z.string().nullable() }))
    .meta({ description: 'Days that are holidays of the calendar already, and stay as they are.' }),
  skipped: z
    .array(
      z.object({
        name: z.string().nullable(),
        start: z.string().nullable(),
        code: z.enum(skipCodes),
        detail: z.string(),
      }),
    )
    .meta({ description: 'Events that give no day, and why; the first 200 of them.' }),
  skippedInAll: z.int(),
});
export type ImportView = z.output<typeof importView>;
