import type { Calendar } from '../calendar/calendar.js';
import type { State } from '../ticket/lifecycle.js';
import type { Channel, Entitlement, Priority } from '../ticket/ticket.js';

/**
 * Promised to the customer (SLA): `first_response` (until an agent first answers in public), `next_response` (the same for
 * every later question), `periodic_update` (something is heard at least so often), `resolution`. Owed inside (OLA): `tier`,
 * one for each tier. Owed to us (UC): `vendor_ack` and `vendor_resolution`, one of each for every case.
 */
export const clockKinds = [
  'first_response',
  'next_response',
  'periodic_update',
  'resolution',
  'tier',
  'vendor_ack',
  'vendor_resolution',
] as const;
export type ClockKind = (typeof clockKinds)[number];

export const isVendorKind = (kind: ClockKind): boolean => kind === 'vendor_ack' || kind === 'vendor_resolution';

/** Who hears of a threshold: the agent who holds the ticket, if somebody does; the leads; the leads, those a tier up and the admins. */
export const listeners = ['nobody', 'assignee', 'leads', 'hierarchy'] as const;
export type Listener = (typeof listeners)[number];

/** What happens to the ticket at a threshold: nothing, one priority up, or one tier up; each is more than the one before. */
export const thresholdActions = ['none', 'raise-priority', 'escalate'] as const;
export type ThresholdAction = (typeof thresholdActions)[number];

/** Rings once for each clock, ever. */
export interface Threshold {
  /** Of the target; 100 is the breach, more than that an escalation of what is broken already. */
  readonly percent: number;
  readonly notify: Listener;
  readonly action: ThresholdAction;
  /** Whether `escalate` takes the ticket away from the agent who holds it. */
  readonly evenIfHeld: boolean;
}

export const BREACH = 100;

/** The states in which somebody else is waited for. */
export const waitingStates = [
  'awaiting_customer',
  'awaiting_vendor',
  'awaiting_intervention',
] as const satisfies State[];
export type WaitingState = (typeof waitingStates)[number];

/** What stops a clock for a while unless its policy says otherwise. A first answer waits for nobody. */
export const defaultPauses: Readonly<Record<ClockKind, readonly WaitingState[]>> = {
  first_response: [],
  next_response: [],
  periodic_update: ['awaiting_customer'],
  resolution: ['awaiting_customer'],
  tier: ['awaiting_customer', 'awaiting_vendor'],
  vendor_ack: [],
  vendor_resolution: [],
};

/** One version of a policy: what is promised, when time counts, what rings. It never changes; another version is another object. */
export interface SlaPolicy {
  readonly version: number;
  readonly targetSeconds: number;
  readonly calendar: Calendar;
  /** Ascending; one of them is the breach. */
  readonly thresholds: readonly Threshold[];
  readonly pausedWhile: readonly WaitingState[];
  /** Whether an alarm that comes late, as after downtime, may ring while its calendar is closed. */
  readonly outsideHours: boolean;
}

/** What a policy is for; null: whatever it is. */
export interface PolicyConditions {
  readonly priority: Priority | null;
  readonly entitlement: Entitlement | null;
  readonly organisationId: string | null;
  readonly channel: Channel | null;
  /** Of a `tier` clock. */
  readonly tier: number | null;
  readonly teamId: string | null;
  /** Of a vendor's clock. */
  readonly vendorId: string | null;
}

/** What is known of a ticket and of the one who owes. */
export type PromiseFacts = PolicyConditions;

/**
 * The most telling condition first: of two policies that fit, the one that names it goes before the one that does not. Two
 * different policies that fit the same ticket always differ in some condition, so there is never a tie.
 */
export const byWeight = [
  'vendorId',
  'teamId',
  'tier',
  'organisationId',
  'entitlement',
  'priority',
  'channel',
] as const satisfies readonly (keyof PolicyConditions)[];

/** How much a policy says of what it is for: the greater one wins. */
export const specificity = (conditions: PolicyConditions): number =>
  byWeight.reduce((weight, name) => weight * 2 + (conditions[name] === null ? 0 : 1), 0);

export const fits = (conditions: PolicyConditions, facts: PromiseFacts): boolean =>
  byWeight.every((name) => conditions[name] === null || conditions[name] === facts[name]);
