import { workOrderSchema } from '#database';
import type { TimeAtTier } from '#domain';
import { z } from 'zod';

export const workOrderView = workOrderSchema.extend({
  overriddenBy: z.uuid().nullable(),
  overrideReason: z.string().nullable(),
  createdBy: z.object({ kind: z.string(), id: z.string() }),
  acceptedBy: z.uuid().nullable(),
});
export interface HandOvers {
  readonly items: readonly z.output<typeof workOrderView>[];
  readonly timePerTier: readonly TimeAtTier[];
}

export const workLogView = z.object({
  id: z.uuid(),
  tier: z.int().nullable(),
  agent: z.object({ id: z.uuid(), name: z.string() }),
  kind: z.string(),
  seconds: z.int(),
  withCustomer: z.boolean(),
  note: z.string().nullable(),
  at: z.date(),
});
export interface WorkLog {
  readonly items: readonly z.output<typeof workLogView>[];
  readonly secondsPerTier: readonly { readonly tier: number | null; readonly seconds: number }[];
}
