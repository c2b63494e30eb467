import {
  channels,
  clockKinds,
  entitlements,
  listeners,
  priorities,
  thresholdActions,
  waitingStates,
  type Threshold,
} from '#domain';
import { z } from 'zod';
import type { PolicyDraft } from './policy.body.js';

export const policyView = z.object({
  id: z.uuid(),
  version: z.int().meta({ description: 'Another one with every change; clocks say by which they go.' }),
  kind: z.enum(clockKinds),
  conditions: z
    .object({
      priority: z.enum(priorities).nullable(),
      entitlement: z.enum(entitlements).nullable(),
      organisationId: z.uuid().nullable(),
      channel: z.enum(channels).nullable(),
      tier: z.int().nullable(),
      teamId: z.uuid().nullable(),
      vendorId: z.uuid().nullable(),
    })
    .meta({ description: 'What it is for; null: whatever it is.' }),
  targetSeconds: z.int(),
  calendar: z.string().nullable(),
  thresholds: z.array(
    z.object({
      percent: z.int(),
      notify: z.enum(listeners),
      action: z.enum(thresholdActions),
      evenIfHeld: z.boolean(),
    }),
  ),
  pausedWhile: z.array(z.enum(waitingStates)),
  outsideHours: z.boolean(),
  changeId: z.int().meta({ description: 'The change it came with: `GET /sla/changes/{id}`.' }),
});

/** A policy as it is in force. */
export interface PolicyView extends PolicyDraft {
  readonly id: string;
  readonly version: number;
  readonly changeId: number;
}

/** Whether both promise the same to the same. */
export const samePromise = (one: PolicyDraft, other: PolicyDraft): boolean => told(one) === told(other);

const told = ({ kind, conditions, targetSeconds, calendar, thresholds, pausedWhile, outsideHours }: PolicyDraft) => {
  const { priority, entitlement, organisationId, channel, tier, teamId, vendorId } = conditions;
  const places = [priority, entitlement, organisationId, channel, tier, teamId, vendorId];
  const rings = thresholds.map(({ percent, notify, action, evenIfHeld }: Threshold) => [
    percent,
    notify,
    action,
    evenIfHeld,
  ]);
  return JSON.stringify([kind, places, targetSeconds, calendar, rings, pausedWhile, outsideHours]);
};
