import type { State } from './lifecycle.js';

export const channels = ['api', 'web', 'portal', 'email', 'phone', 'chat', 'alert'] as const;
export type Channel = (typeof channels)[number];

export const levels = ['low', 'medium', 'high'] as const;
/** How bad (impact) or how soon (urgency). */
export type Level = (typeof levels)[number];

export const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;
export type Priority = (typeof priorities)[number];

export const entitlements = ['premium', 'service', 'warranty', 'self-service'] as const;
export type Entitlement = (typeof entitlements)[number];

/** Who did something. `id` is an agent's, contact's, API key's or vendor's; a system actor names its service. */
export interface Actor {
  readonly kind: 'agent' | 'customer' | 'api-key' | 'vendor' | 'system';
  readonly id: string;
  readonly name?: string;
}

/** Where a caller with the right to route wants the ticket to go, instead of where triage's rules would send it. */
export interface RequestedRoute {
  readonly tier: number;
  readonly sector?: string | undefined;
  readonly reason: string;
}

/** One request of one customer, as the services see it. Instants are Dates, `number` is shown as `T-<number>`. */
export interface Ticket<S extends State = State> {
  readonly id: string;
  readonly number: number;
  readonly state: S;
  /** Grows by one with every event of the ticket; the guard against lost updates. */
  readonly version: number;
  readonly subject: string;
  readonly requesterId: string;
  readonly organisationId: string | null;
  readonly channel: Channel;
  readonly language: string | null;
  readonly externalId: string | null;
  /** What the customer named; a product's code, when triage found it among ours. */
  readonly product: string | null;
  readonly assetTag: string | null;
  readonly productId: string | null;
  readonly assetId: string | null;
  readonly location: string | null;
  readonly symptom: string | null;
  readonly underlyingProblem: string | null;
  readonly goal: string | null;
  readonly impact: Level;
  readonly urgency: Level;
  /** From the matrix of impact and urgency; null until triage has looked. */
  readonly priority: Priority | null;
  readonly entitlement: Entitlement | null;
  readonly entitlementReason: string | null;
  readonly requestedRoute: RequestedRoute | null;
  /** The tier that is responsible; null until triage has routed the ticket. */
  readonly tier: number | null;
  readonly sector: string | null;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  /** The version at which the ticket came to its tier and sector: names this stay. */
  readonly stayVersion: number | null;
  /** When the ticket came to its tier's queue, and when that tier's worker took note of it. */
  readonly queuedAt: Date | null;
  readonly receivedByTierAt: Date | null;
  /** How it came to this tier, when it was handed over: a claim accepts it, a return refuses it. */
  readonly handedOverFrom: number | null;
  readonly bounces: number;
  readonly waitFor: string | null;
  readonly waitUntil: Date | null;
  readonly vendorCaseId: string | null;
  readonly solution: string | null;
  readonly solutionCode: string | null;
  readonly l1Capable: boolean | null;
  readonly mergedInto: string | null;
  readonly tags: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
}

export const ticketNumberPrefix = 'T-';
export const ticketNumber = (number: number): string => `${ticketNumberPrefix}${number}`;

/** `T-1042`, `t-1042` or `1042` -> 1042; anything else -> null. */
export function parseTicketNumber(text: string): number | null {
  const digits = /^(?:t-)?([1-9]\d{0,14})$/i.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

export const tierName = (tier: number): string => `L${tier}`;
