import type { TimeAtTier } from '#domain';
import { z } from 'zod';

const instant = z.date();

export const timeView = z.object({
  tier: z.int(),
  waitingSeconds: z.int(),
  workingSeconds: z.int(),
  awaitingCustomerSeconds: z.int(),
  awaitingVendorSeconds: z.int(),
  awaitingInterventionSeconds: z.int(),
}) satisfies z.ZodType<TimeAtTier>;

export const workOrderView = z.object({
  id: z.uuid(),
  fromTier: z.int(),
  toTier: z.int(),
  situation: z.string().nullable(),
  tried: z.array(z.object({ action: z.string(), result: z.string() })),
  hypothesis: z.string().nullable(),
  customerContext: z.string().nullable(),
  checkFirst: z.string().nullable(),
  reason: z.string().nullable(),
  automatic: z.boolean(),
  complete: z.boolean(),
  overriddenBy: z.uuid().nullable(),
  overrideReason: z.string().nullable(),
  timePerTier: z.array(timeView),
  createdBy: z.object({ kind: z.string(), id: z.string() }),
  createdAt: instant,
  acceptedAt: instant.nullable(),
  acceptedBy: z.uuid().nullable(),
  returnedAt: instant.nullable(),
  returnReason: z.string().nullable(),
  returnNote: z.string().nullable(),
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
  at: instant,
});
export interface WorkLog {
  readonly items: readonly z.output<typeof workLogView>[];
  readonly secondsPerTier: readonly { readonly tier: number | null; readonly seconds: number }[];
}
