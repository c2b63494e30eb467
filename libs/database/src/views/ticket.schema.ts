import { channels, entitlements, levels, priorities, states } from '#domain';
import { z } from 'zod';
import { clockSchema } from './clock.view.js';
import type { TicketSummary, TicketView } from './ticket.view.js';

/* The views in words OpenAPI understands: one source for every app that answers with a ticket. */

const instant = z.date();
const named = z.object({ id: z.uuid(), name: z.string() });

/** A ticket in a list. */
export const ticketSummarySchema = z.object({
  id: z.uuid(),
  number: z.string().meta({ example: 'T-1042' }),
  state: z.enum(states),
  version: z.int().meta({ description: 'Send it back as `expectedVersion` to act only on what you have seen.' }),
  where: z.string().meta({ example: 'queued at L2 network since 2026-03-02 09:12 UTC' }),
  subject: z.string(),
  requester: z.object({ id: z.uuid(), email: z.string(), name: z.string().nullable() }),
  organisation: named.nullable(),
  channel: z.enum(channels),
  language: z.string().nullable(),
  externalId: z.string().nullable(),
  product: z.string().nullable(),
  assetTag: z.string().nullable(),
  productId: z.uuid().nullable(),
  assetId: z.uuid().nullable(),
  location: z.string().nullable(),
  symptom: z.string().nullable(),
  underlyingProblem: z.string().nullable(),
  goal: z.string().nullable(),
  impact: z.enum(levels),
  urgency: z.enum(levels),
  priority: z.enum(priorities).nullable(),
  entitlement: z.enum(entitlements).nullable(),
  entitlementReason: z.string().nullable(),
  requestedRoute: z.object({ tier: z.int(), sector: z.string().optional(), reason: z.string() }).nullable(),
  tier: z.int().nullable(),
  sector: z.string().nullable(),
  team: named.nullable(),
  assignee: named.nullable(),
  queuedAt: instant.nullable(),
  receivedByTierAt: instant.nullable(),
  handedOverFrom: z.int().nullable(),
  bounces: z.int(),
  waitFor: z.string().nullable(),
  waitUntil: instant.nullable(),
  vendorCaseId: z.uuid().nullable(),
  solution: z.string().nullable(),
  solutionCode: z.string().nullable(),
  l1Capable: z.boolean().nullable(),
  mergedInto: z.uuid().nullable(),
  tags: z.array(z.string()),
  createdAt: instant,
  updatedAt: instant,
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
});

export const timeAtTierSchema = z.object({
  tier: z.int(),
  waitingSeconds: z.int(),
  workingSeconds: z.int(),
  awaitingCustomerSeconds: z.int(),
  awaitingVendorSeconds: z.int(),
  awaitingInterventionSeconds: z.int(),
});

/** A hand-over record on the page of its ticket. */
export const workOrderSchema = z.object({
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
  timePerTier: z.array(timeAtTierSchema),
  createdAt: instant,
  acceptedAt: instant.nullable(),
  returnedAt: instant.nullable(),
  returnReason: z.string().nullable(),
  returnNote: z.string().nullable(),
});

/** A ticket on its own page, and as every action answers with it. */
export const ticketSchema = ticketSummarySchema.extend({
  description: z.string(),
  clocks: z.array(clockSchema),
  workOrders: z.array(workOrderSchema).optional().meta({ description: 'Left out for customers and their keys.' }),
});

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export type Frozen<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Frozen<T[Key]> }
      : T;
type SaysWhatItIs<Schema extends z.ZodType, View> = Same<Frozen<z.output<Schema>>, Frozen<View>>;

/* A property that only the schema or only the view has, or that differs, does not compile. */
true satisfies SaysWhatItIs<typeof ticketSummarySchema, TicketSummary>;
true satisfies SaysWhatItIs<typeof ticketSchema, TicketView>;
