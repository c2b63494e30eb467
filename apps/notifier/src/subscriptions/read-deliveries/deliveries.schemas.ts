import { pageOf, pageQuery } from '#http';
import { z } from 'zod';

export const deliveryStates = ['waiting', 'sending', 'delivered', 'failed'] as const;

export const deliveryQuery = pageQuery.extend({ state: z.enum(deliveryStates).optional() });
export type DeliveryQuery = z.output<typeof deliveryQuery>;

export const delivery = z.object({
  id: z.uuid().meta({ description: 'The `webhook-id`, the same on every attempt and replay.' }),
  type: z.string(),
  ticket: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  lastStatus: z.int().nullable().meta({ description: 'What was answered last; null when nothing was.' }),
  lastError: z.string().nullable(),
  nextAttemptAt: z.date().nullable(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
});
export type DeliverySummary = z.output<typeof delivery>;
export const deliveryPage = pageOf(delivery);

export const deliveryDetail = delivery.extend({
  payload: z.unknown().meta({ description: 'What is sent.' }),
  log: z
    .array(
      z.object({
        number: z.int(),
        at: z.iso.datetime({ offset: true }),
        status: z.int().nullable(),
        error: z.string().nullable(),
        milliseconds: z.int(),
      }),
    )
    .meta({ description: 'Every attempt whose outcome is known, oldest first.' }),
});
export type DeliveryDetail = z.output<typeof deliveryDetail>;

export const replayFailed = z.strictObject({
  since: z.iso.datetime({ offset: true }).optional().meta({ description: 'Only what was to be told since then.' }),
});
export type ReplayFailed = z.output<typeof replayFailed>;
