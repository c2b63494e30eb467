import type { Priority } from '../ticket/ticket.js';
import type { Calendar } from './calendar.js';

/** `resolution` is promised to the customer (SLA); `tier` is what one tier owes the others (OLA), one for each tier. */
export const clockKinds = ['resolution', 'tier'] as const;
export type ClockKind = (typeof clockKinds)[number];

/** `met` says that it stopped for good, in time or not: `breachedAt` tells which. A reopened ticket starts it again. */
export const clockStates = ['running', 'paused', 'met', 'cancelled'] as const;
export type ClockState = (typeof clockStates)[number];

export const breachActions = ['escalate', 'alert'] as const;
export type BreachAction = (typeof breachActions)[number];

/** What is promised, and what happens when it is broken. */
export interface SlaPolicy {
  readonly targetSeconds: number;
  readonly onBreach: BreachAction;
  /** Whether a breach takes a ticket away from the agent who holds it. */
  readonly evenIfHeld: boolean;
}

/** One running promise. Its policy is the one that held when it started, whatever the policy says later. */
export interface Clock extends SlaPolicy {
  readonly id: string;
  readonly kind: ClockKind;
  /** The tier whose promise it is; null for the ticket's own. */
  readonly tier: number | null;
  readonly state: ClockState;
  readonly priority: Priority;
  readonly startedAt: Date;
  /** Since when it runs without a break; null while it does not run. */
  readonly resumedAt: Date | null;
  /** Open time used before `resumedAt`, in milliseconds. It is never lost. */
  readonly bankedMs: number;
  /** When the target is used up; null while paused. Once broken it stays what it was. */
  readonly dueAt: Date | null;
  /** When the next threshold is reached; null when none is ahead or the clock does not run. */
  readonly nextAlarmAt: Date | null;
  /** The highest threshold that rang, in percent; 0 for none. A threshold rings once, ever. */
  readonly rung: number;
  readonly breachedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Per cent of the target at which an alarm rings, ascending. */
export const thresholds: readonly number[] = [100];
export const BREACH = 100;

type Unstarted = Pick<Clock, 'id' | 'kind' | 'tier' | 'priority' | keyof SlaPolicy>;

export const startClock = (clock: Unstarted, at: Date, calendar: Calendar): Clock =>
  run({ ...clock, ...unstarted, startedAt: at }, at, calendar);

const unstarted = {
  state: 'paused',
  resumedAt: null,
  bankedMs: 0,
  dueAt: null,
  nextAlarmAt: null,
  rung: 0,
  breachedAt: null,
  endedAt: null,
} as const;

/** Lets a clock run from `at` on, with what it has banked. */
export function run(clock: Clock, at: Date, calendar: Calendar): Clock {
  const after = (percent: number) => calendar.add(at, clock.targetSeconds * 10 * percent - clock.bankedMs);
  const next = thresholds.find((percent) => percent > clock.rung);
  return {
    ...clock,
    state: 'running',
    resumedAt: at,
    dueAt: clock.breachedAt ? clock.dueAt : after(BREACH),
    nextAlarmAt: next === undefined || clock.breachedAt ? null : after(next),
    endedAt: null,
  };
}

/**
 * Stops a clock at `at`, for a while or for good, and banks what it used. What the log says counts: a clock stopped
 * after its due time is broken even when its alarm was slower, one stopped in time is not even when the alarm was faster.
 */
export function stop(clock: Clock, state: Exclude<ClockState, 'running'>, at: Date, calendar: Calendar): Clock {
  const broken = clock.resumedAt && clock.dueAt ? at > clock.dueAt : clock.breachedAt !== null;
  const breachedAt = broken ? (clock.breachedAt ?? clock.dueAt) : null;
  return {
    ...clock,
    state,
    resumedAt: null,
    bankedMs: usedMs(clock, at, calendar),
    dueAt: state === 'paused' && !broken ? null : clock.dueAt,
    nextAlarmAt: null,
    breachedAt,
    endedAt: state === 'paused' ? null : at,
  };
}

/** Open time used until `now`, in milliseconds. */
export const usedMs = (clock: Clock, now: Date, calendar: Calendar): number =>
  clock.bankedMs + (clock.resumedAt ? calendar.elapsed(clock.resumedAt, now) : 0);

/** Whether it is broken by `now`, with or without an alarm that says so. */
export const isBroken = (clock: Clock, now: Date): boolean =>
  clock.breachedAt !== null || (clock.state === 'running' && clock.dueAt !== null && now > clock.dueAt);
