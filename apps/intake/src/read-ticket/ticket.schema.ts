import { channels, entitlements, levels, priorities, states } from '#domain';
import { z } from 'zod';

const instant = z.iso.datetime();
const named = z.object({ id: z.uuid(), name: z.string() });

/** A ticket in a list, as OpenAPI shows it. */
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

const clock = z.object({
  id: z.uuid(),
  kind: z.enum(['resolution', 'tier']),
  tier: z.int().nullable(),
  state: z.enum(['running', 'paused', 'met', 'cancelled']),
  targetSeconds: z.int(),
  startedAt: instant,
  dueAt: instant.nullable(),
  breachedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

const workOrder = z.looseObject({
  id: z.uuid(),
  fromTier: z.int(),
  toTier: z.int(),
  tried: z.array(z.object({ action: z.string(), result: z.string() })),
  complete: z.boolean(),
});

/** A ticket on its own page, as OpenAPI shows it. */
export const ticketSchema = ticketSummarySchema.extend({
  description: z.string(),
  clocks: z.array(clock),
  workOrders: z.array(workOrder).optional().meta({ description: 'Left out for customers and their keys.' }),
});
