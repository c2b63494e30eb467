import { timeAtTierSchema, workOrderSchema } from '#database';
import { returnReasons, stepKinds, type TimeAtTier } from '#domain';
import { z } from 'zod';
import { agentWork } from './work-log.schemas.js';

export const workOrderView = workOrderSchema.extend({
  overriddenBy: z.uuid().nullable(),
  overrideReason: z.string().nullable(),
  createdBy: z.object({ kind: z.string(), id: z.string() }),
  acceptedBy: z.uuid().nullable(),
});
export interface WorkOrders {
  readonly items: readonly z.output<typeof workOrderView>[];
  readonly timePerTier: readonly TimeAtTier[];
}

const person = z.object({ id: z.uuid(), name: z.string() });

export const runbookStepView = z.object({
  runbook: z.string(),
  step: z.string(),
  kind: z.enum(stepKinds),
  result: z.string(),
  note: z.string().nullable(),
  agent: z.string().meta({ description: 'The name of who did it.' }),
  seconds: z.int().nullable(),
  at: z.date(),
});

export const handOverView = z.object({
  id: z.uuid(),
  fromTier: z.int(),
  toTier: z.int(),
  handedOverBy: person.nullable().meta({ description: 'Null: the system did, on a broken promise.' }),
  createdAt: z.date(),
  reason: z.string().nullable().meta({ description: 'Why a tier was skipped, or which promise was broken.' }),
  automatic: z.boolean(),
  complete: z.boolean(),
  situation: z.string().nullable(),
  tried: z.array(z.object({ action: z.string(), result: z.string() })),
  hypothesis: z.string().nullable(),
  customerContext: z.string().nullable(),
  checkFirst: z.string().nullable(),
  runbookSteps: z.array(runbookStepView).meta({ description: 'Done before the hand-over.' }),
  override: z
    .object({ by: person, reason: z.string().nullable() })
    .nullable()
    .meta({ description: 'A lead let it pass although it was incomplete.' }),
  timePerTier: z.array(timeAtTierSchema).meta({ description: 'Up to the hand-over.' }),
  acceptedAt: z.date().nullable(),
  acceptedBy: person.nullable(),
  secondsToAccept: z.int().nullable().meta({ description: 'From the hand-over until somebody took it.' }),
  returnedAt: z.date().nullable(),
  returnedBy: person.nullable(),
  returnReason: z.enum(returnReasons).nullable(),
  returnNote: z.string().nullable(),
  betterSector: z.string().nullable(),
});

/** What a tier sees first of a ticket that was handed to it. */
export const handOversView = z.object({
  goal: z.string().nullable().meta({ description: 'What the customer wants to achieve.' }),
  symptom: z.string().nullable(),
  bounces: z.int(),
  items: z.array(handOverView),
  timePerTier: z.array(timeAtTierSchema).meta({ description: 'Up to now.' }),
  workPerAgent: z.array(agentWork).meta({ description: 'Logged work: who, at which tier, for how long; most first.' }),
});
export type HandOvers = z.output<typeof handOversView>;
