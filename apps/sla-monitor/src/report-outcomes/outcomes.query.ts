import { clockKinds, priorities } from '#domain';
import { pageQuery, queryInteger, text } from '#http';
import { z } from 'zod';
import { isTimezone, MOST_DAYS, sliceUnits, USUAL_DAYS } from './period.js';

/** What became of a promise, or what it stands at. */
export const results = ['met', 'breached', 'cancelled', 'running', 'overdue'] as const;
export type Result = (typeof results)[number];

const timeText = text({ max: 40 });

/** Which promises a report is about. What is left out: all. */
const filters = {
  kind: z.enum(clockKinds).optional(),
  policyId: z.uuid().optional().meta({ description: 'All versions of a policy.' }),
  tier: queryInteger({ min: 1, max: 99 }).optional().meta({ description: 'Whose promise it is, for the kind `tier`.' }),
  teamId: z.uuid().optional().meta({ description: 'Whose promise it is, for the kind `tier`.' }),
  vendorId: z.uuid().optional().meta({ description: 'Whose promise it is, for the kinds of vendors.' }),
  organisationId: z.uuid().optional().meta({ description: 'Whose ticket it is.' }),
  priority: z.enum(priorities).optional().meta({ description: 'That the promise goes by.' }),
  from: timeText.optional().meta({
    description: `The first day (\`2026-03-01\`, as it begins in \`timezone\`), or an instant. Left out: ${USUAL_DAYS} days before \`to\`.`,
  }),
  to: timeText.optional().meta({
    description: `The day or instant before which it ends; at most ${MOST_DAYS} days after \`from\`. Left out: now.`,
  }),
  timezone: text({ max: 64 })
    .refine(isTimezone, 'Name a time zone of the IANA database, such as `Europe/Berlin`.')
    .default('UTC')
    .meta({ description: 'An IANA zone, by which days, weeks and months begin.' }),
};

export const outcomesQuery = pageQuery.extend({ ...filters, result: z.enum(results).optional() });
export type OutcomesQuery = z.output<typeof outcomesQuery>;

export const allOutcomesQuery = z.strictObject({ ...filters, result: z.enum(results).optional() });
export type AllOutcomesQuery = z.output<typeof allOutcomesQuery>;

export const groupings = [
  'policy',
  'tier',
  'team',
  'vendor',
  'priority',
  'organisation',
  'kind',
  ...sliceUnits,
] as const;
export type Grouping = (typeof groupings)[number];

export const attainmentQuery = z.strictObject({ groupBy: z.enum(groupings), ...filters });
export type AttainmentQuery = z.output<typeof attainmentQuery>;

export type Filters = Omit<AttainmentQuery, 'groupBy'> & { readonly result?: Result | undefined };
