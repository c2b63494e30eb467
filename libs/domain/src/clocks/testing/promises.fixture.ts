import { roundTheClock } from '../../calendar/calendar.js';
import type { State } from '../../ticket/lifecycle.js';
import type { Entitlement, Priority } from '../../ticket/ticket.js';
import type { Clock } from '../clock.js';
import type { ClockEvent, ClockRules, Clocks, TicketFacts } from '../clocks.js';
import {
  BREACH,
  byWeight,
  defaultPauses,
  fits,
  specificity,
  type ClockKind,
  type PolicyConditions,
  type SlaPolicy,
  type Threshold,
} from '../policy.js';

const start = Date.UTC(2026, 2, 8, 9);
export const minute = 60_000;
/** So many minutes after the tests' day began. */
export const at = (minutes: number): Date => new Date(start + minutes * minute);

/** A policy that is, or was, in force. */
export interface Promised extends Partial<PolicyConditions>, Partial<SlaPolicy> {
  readonly kind: ClockKind;
  readonly minutes: number;
  /** The change that brought it, and the one that took it away. */
  readonly since?: number;
  readonly until?: number;
}

export const breach: Threshold = { percent: BREACH, notify: 'leads', action: 'none', evenIfHeld: false };
export const warnings = (...percents: number[]): Threshold[] => percents.map((percent) => ({ ...breach, percent }));

/** Rules by these policies; a policy's version is its place among them, beginning with 1. */
export function rulesOf(
  promised: readonly Promised[],
  ticket: TicketFacts = { organisationId: null, channel: null },
): ClockRules & { readonly versionOf: (clock: Clock) => SlaPolicy } {
  const policies = promised.map(
    ({ kind, minutes, thresholds, pausedWhile, calendar, outsideHours }, index): SlaPolicy => ({
      version: index + 1,
      targetSeconds: minutes * 60,
      calendar: calendar ?? roundTheClock,
      thresholds: thresholds ?? [breach],
      pausedWhile: pausedWhile ?? defaultPauses[kind],
      outsideHours: outsideHours ?? true,
    }),
  );
  const candidates = promised
    .map((one, index) => {
      const named = Object.fromEntries(byWeight.map((name) => [name, one[name] ?? null]));
      const conditions = named as unknown as PolicyConditions;
      return { one, conditions, policy: policies[index]! };
    })
    .toSorted((one, other) => specificity(other.conditions) - specificity(one.conditions));
  const policyOf = (version: number): SlaPolicy => policies[version - 1]!;
  return {
    ticket,
    policyOf,
    versionOf: (clock) => policyOf(clock.policyVersion),
    newId: () => 'new',
    select: (kind, facts, change) =>
      candidates.find(
        ({ one: { kind: of, since = 0, until = Infinity }, conditions }) =>
          of === kind && since <= change && change < until && fits(conditions, facts),
      )?.policy ?? null,
  };
}

/** What happened, as far as it is worth saying. */
export interface Step {
  readonly to?: State;
  readonly tier?: number | null;
  readonly teamId?: string;
  readonly priority?: Priority;
  readonly entitlement?: Entitlement;
  readonly answers?: boolean;
  readonly asks?: boolean;
  readonly vendor?: ClockEvent['vendor'];
  readonly overflow?: ClockEvent['overflow'];
}

/** One event of a log. */
export const happened = (version: number, minutes: number, step: Step): ClockEvent => {
  const { to = null, tier = 1, teamId = null, priority = null, entitlement = null, vendor = null } = step;
  const { answers = false, asks = false, overflow = null } = step;
  return { version, at: at(minutes), to, tier, teamId, priority, entitlement, answers, asks, overflow, vendor };
};

/** A log of steps, each at its minute; versions count from 1. */
export const log = (...steps: readonly (readonly [minutes: number, step: Step])[]): ClockEvent[] =>
  steps.map(([minutes, step], index) => happened(index + 1, minutes, index === 0 ? { tier: null, ...step } : step));

/** The opening, and the routing of a P3 ticket to the first tier, both at once. */
export const opened = [
  [0, {}],
  [0, { to: 'queued', priority: 'P3' }],
] as const satisfies readonly (readonly [number, Step])[];

/** The last cycle of a kind. */
export function find({ clocks }: Clocks, kind: ClockKind, tier: number | null = null): Clock {
  const found = clocks.findLast((clock) => clock.kind === kind && clock.tier === tier);
  if (!found) throw new Error(`There is no ${kind} clock.`);
  return found;
}

/** Repeatable chance (mulberry32): a whole number below the one that is given. */
export type Random = (below: number) => number;
export function dice(seed: number): Random {
  let a = seed;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const left = [...items];
  return items.map(() => left.splice(random(left.length), 1)[0]!);
}
