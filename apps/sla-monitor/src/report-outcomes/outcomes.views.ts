import { clockKinds, priorities } from '#domain';
import { pageOf } from '#http';
import { z } from 'zod';
import { groupings, results } from './outcomes.query.js';

export const outcomeView = z.object({
  clockId: z.uuid(),
  ticket: z.object({ id: z.uuid(), number: z.string().meta({ example: 'T-1042' }) }),
  kind: z.enum(clockKinds),
  tier: z.int().nullable(),
  cycle: z
    .int()
    .meta({ description: 'Counts questions, updates and vendor cases; 1 for promises a ticket has one of.' }),
  owner: z
    .object({ id: z.uuid(), name: z.string().nullable() })
    .nullable()
    .meta({ description: 'The team of a `tier` promise, the vendor of a vendor’s.' }),
  priority: z.enum(priorities),
  policy: z.object({
    id: z.uuid(),
    version: z.int(),
    name: z.string().meta({ example: 'resolution for P1, premium' }),
  }),
  result: z.enum(results).meta({
    description:
      'met: ended in time; breached: ended, and was late, also when it was cancelled after that; cancelled: ended because it no longer mattered, and was not late by then; running: has not ended and is not late; overdue: has not ended and is late.',
  }),
  targetSeconds: z.int(),
  usedSeconds: z.int().meta({ description: 'Open time it took, or has taken so far.' }),
  lateSeconds: z.int().meta({ description: 'Open time beyond the target; 0 when in time.' }),
  startedAt: z.date(),
  dueAt: z.date().nullable(),
  breachedAt: z.date().nullable().meta({ description: 'When it became late: its due time then.' }),
  endedAt: z.date().nullable(),
});
export type OutcomeView = z.output<typeof outcomeView>;
export const outcomePage = pageOf(outcomeView);

const seconds = z.object({ p50: z.int(), p90: z.int() }).nullable();
const percent = z.number().min(0).max(100).nullable();

const counts = {
  ended: z.int().meta({ description: 'met + breached + cancelled' }),
  met: z.int(),
  breached: z.int(),
  cancelled: z.int(),
  stillRunning: z
    .int()
    .meta({ description: 'Have not ended and are due in the period; the overdue ones are among them.' }),
  overdueNow: z.int().meta({ description: 'Of those, the ones whose time is up.' }),
  attainmentPercent: percent.meta({
    description: 'met / (met + breached), rounded down to hundredths; null when nothing counts.',
  }),
  attainmentWithOverduePercent: percent.meta({
    description: 'met / (met + breached + overdueNow): as if what is overdue had ended.',
  }),
};

export const attainmentGroup = z.object({
  id: z
    .string()
    .nullable()
    .meta({ description: 'An id, a number, a kind, or the name of a day, week or month; null: none.' }),
  name: z.string().nullable().meta({ description: 'null: there is none, or it is gone.' }),
  from: z.date().nullable().meta({ description: 'Of a day, week or month.' }),
  to: z.date().nullable(),
  ...counts,
  usedSeconds: seconds.meta({
    description: 'Open time that met and breached ones took: half of them, nine in ten no more.',
  }),
  lateSeconds: seconds.meta({ description: 'Open time that breached ones took beyond their target.' }),
});
export type AttainmentGroup = z.output<typeof attainmentGroup>;

export const attainmentView = z.object({
  groupBy: z.enum(groupings),
  from: z.date(),
  to: z.date(),
  timezone: z.string(),
  total: z.object(counts),
  items: z.array(attainmentGroup),
  omitted: z.int().meta({ description: 'Groups beyond the thousand in which most happened; `total` counts them too.' }),
});
export type AttainmentView = z.output<typeof attainmentView>;
export type Counts = AttainmentView['total'];
