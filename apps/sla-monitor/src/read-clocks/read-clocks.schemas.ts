import { clockSchema } from '#database';
import { channels, entitlements, listeners, pauseReasons, priorities, thresholdActions } from '#domain';
import { z } from 'zod';

const conditions = z.object({
  priority: z.enum(priorities).nullable(),
  entitlement: z.enum(entitlements).nullable(),
  organisationId: z.uuid().nullable(),
  channel: z.enum(channels).nullable(),
  tier: z.int().nullable(),
  teamId: z.uuid().nullable(),
  vendorId: z.uuid().nullable(),
});

const threshold = z.object({
  percent: z.int(),
  notify: z.enum(listeners),
  action: z.enum(thresholdActions),
  rang: z.boolean().meta({ description: 'It, or a higher one, was reached and rang: it does so once, ever.' }),
  ringsAt: z.date().nullable().meta({ description: 'Of the next one, while the clock runs.' }),
});

const interval = z.object({ from: z.date(), to: z.date(), policyVersion: z.int() });

const pause = z.object({
  from: z.date(),
  to: z.date().nullable().meta({ description: 'Null: it still stands still.' }),
  reason: z.enum(pauseReasons),
  lostSeconds: z.int().meta({ description: 'Open time that did not count.' }),
});

/** A clock with how it came to be where it is. */
export const explainedClockSchema = clockSchema.extend({
  owner: z
    .object({ kind: z.enum(['team', 'vendor']), id: z.uuid(), name: z.string() })
    .nullable()
    .meta({ description: 'Who owes it: the team of a `tier` clock, the vendor of a vendor clock.' }),
  policy: z.object({
    id: z.uuid(),
    version: z.int(),
    targetSeconds: z.int(),
    calendar: z.string().nullable().meta({ description: 'The code of its calendar; null: round the clock.' }),
    timezone: z.string(),
    conditions: conditions.meta({ description: 'What it is for; null: whatever it is.' }),
  }),
  thresholds: z.array(threshold).optional().meta({ description: 'Not for customers.' }),
  intervals: z
    .array(interval)
    .nullable()
    .meta({
      description:
        'What counted, oldest first: open time of its calendar while it ran. Their sum is the time used, unless they are ' +
        'truncated. Null when the log tells this clock otherwise than it is stored: an admin can have it rebuilt.',
    }),
  intervalsTruncated: z.boolean().meta({ description: 'Only the newest 200 are here.' }),
  pauses: z.array(pause).nullable().meta({ description: 'The newest 200; null when `intervals` is.' }),
});
export type ExplainedClock = z.output<typeof explainedClockSchema>;

export const clocksView = z.object({ items: z.array(explainedClockSchema) });
export type ClocksView = z.output<typeof clocksView>;
