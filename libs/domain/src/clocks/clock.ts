import type { Priority } from '../ticket/ticket.js';
import { BREACH, type ClockKind, type SlaPolicy } from './policy.js';

/** `met` says that it stopped for good, in time or not: `breachedAt` tells which. A reopened ticket starts it again. */
export const clockStates = ['running', 'paused', 'met', 'cancelled'] as const;
export type ClockState = (typeof clockStates)[number];

/** One promise. Its policy is the version that held when it started or was last settled anew. */
export interface Clock {
  readonly id: string;
  readonly kind: ClockKind;
  /** The tier whose promise it is; null for the ticket's own. */
  readonly tier: number | null;
  /** Counts the promises of one kind that follow each other: questions, updates, vendor cases, partners of a tier; 1 for the others. */
  readonly cycle: number;
  /** Who owes it: the team of a `tier` clock, the vendor of a vendor's. */
  readonly ownerId: string | null;
  readonly state: ClockState;
  readonly priority: Priority;
  readonly policyVersion: number;
  readonly startedAt: Date;
  /** Since when it runs without a break; null while it does not run. */
  readonly resumedAt: Date | null;
  /** Open time used before `resumedAt`, in milliseconds. It is never lost. */
  readonly bankedMs: number;
  /** When the target is used up; null while paused. Once broken it stays what it was. */
  readonly dueAt: Date | null;
  /** When the next threshold is reached; null when none is ahead or the clock does not run. */
  readonly nextAlarmAt: Date | null;
  /** The highest threshold that rang, in percent; 0 for none. It rings once, ever, unless the log proves that it was not reached. */
  readonly rung: number;
  readonly breachedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Finds a version of a policy. */
export type PolicyOf = (version: number) => SlaPolicy;

type Unstarted = Pick<Clock, 'id' | 'kind' | 'tier' | 'cycle' | 'ownerId' | 'priority'>;

export const startClock = (clock: Unstarted, at: Date, policy: SlaPolicy): Clock =>
  run({ ...clock, ...unstarted, policyVersion: policy.version, startedAt: at }, at, policy);

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

type Standing = Pick<Clock, 'state' | 'resumedAt' | 'bankedMs' | 'dueAt' | 'nextAlarmAt' | 'breachedAt' | 'endedAt'>;

/** The same clock, standing otherwise. Every event does this to every clock: a literal takes a fortieth of a spread's time. */
const standing = (clock: Clock, stands: Standing): Clock => ({
  id: clock.id,
  kind: clock.kind,
  tier: clock.tier,
  cycle: clock.cycle,
  ownerId: clock.ownerId,
  state: stands.state,
  priority: clock.priority,
  policyVersion: clock.policyVersion,
  startedAt: clock.startedAt,
  resumedAt: stands.resumedAt,
  bankedMs: stands.bankedMs,
  dueAt: stands.dueAt,
  nextAlarmAt: stands.nextAlarmAt,
  rung: clock.rung,
  breachedAt: stands.breachedAt,
  endedAt: stands.endedAt,
});

/** A partner team's, that a ticket overflowed to: beside the tier's own, which goes on, and never resumed. */
export const isPartners = ({ kind, cycle }: Pick<Clock, 'kind' | 'cycle'>): boolean => kind === 'tier' && cycle > 1;

export const isOver = ({ state }: Pick<Clock, 'state'>): boolean => state === 'met' || state === 'cancelled';

/** Lets a clock run from `at` on, with what it has banked. */
export function run(clock: Clock, at: Date, policy: SlaPolicy): Clock {
  const { bankedMs, breachedAt } = clock;
  return standing(clock, {
    state: 'running',
    resumedAt: at,
    bankedMs,
    dueAt: breachedAt ? clock.dueAt : reaches(at, bankedMs, BREACH, policy),
    nextAlarmAt: nextAlarm(clock, at, policy),
    breachedAt,
    endedAt: null,
  });
}

/**
 * Another promise: what was used stays used, and what was reached by the earlier one, and rang, does not ring again. One that is
 * broken already stays the one it was.
 * `from` is the policy it went by until `at`.
 */
export function retarget(clock: Clock, priority: Priority, from: SlaPolicy, to: SlaPolicy, at: Date): Clock {
  if (wasBroken(clock, at)) return clock;
  const bankedMs = usedMs(clock, at, from);
  const promised: Clock = { ...clock, priority, policyVersion: to.version, bankedMs, breachedAt: null };
  return clock.state === 'running' ? run(promised, at, to) : promised;
}

const afterMs = ({ targetSeconds }: SlaPolicy, percent: number): number => targetSeconds * 10 * percent;

/** When a clock that runs since `from` has used so much of its target; not before that. */
export const reaches = (from: Date, bankedMs: number, percent: number, policy: SlaPolicy): Date =>
  policy.calendar.add(from, Math.max(0, afterMs(policy, percent) - bankedMs));

/** Up to where nothing rings again. As long as no breach is on record none rang in truth: a promise never breaks in silence. */
export const heardUpTo = ({ rung, breachedAt }: Pick<Clock, 'rung' | 'breachedAt'>): number =>
  breachedAt === null ? Math.min(rung, BREACH - 1) : rung;

/** What is ahead on a running clock. */
export function nextThreshold(clock: Pick<Clock, 'rung' | 'breachedAt'>, { thresholds }: SlaPolicy) {
  const heard = heardUpTo(clock);
  return thresholds.find(({ percent }) => percent > heard);
}

function nextAlarm(clock: Clock, from: Date, policy: SlaPolicy): Date | null {
  const next = nextThreshold(clock, policy);
  return next === undefined ? null : reaches(from, clock.bankedMs, next.percent, policy);
}

/**
 * Stops a clock at `at`, for a while or for good, and banks what it used. What the log says counts: a clock stopped
 * after its due time is broken even when its alarm was slower, one stopped in time is not even when the alarm was faster.
 */
export function stop(clock: Clock, state: Exclude<ClockState, 'running'>, at: Date, policy: SlaPolicy): Clock {
  const broken = wasBroken(clock, at);
  return standing(clock, {
    state,
    resumedAt: null,
    bankedMs: usedMs(clock, at, policy),
    dueAt: state === 'paused' && !broken ? null : clock.dueAt,
    nextAlarmAt: null,
    breachedAt: broken ? (clock.breachedAt ?? clock.dueAt) : null,
    endedAt: state === 'paused' ? null : at,
  });
}

/** What the log says of it at `at`, though its alarm may have been faster than the move that stops it. */
const wasBroken = ({ resumedAt, dueAt, breachedAt }: Clock, at: Date): boolean =>
  resumedAt && dueAt ? at > dueAt : breachedAt !== null;

/** Open time used until `now`, in milliseconds. */
export const usedMs = (clock: Clock, now: Date, { calendar }: Pick<SlaPolicy, 'calendar'>): number =>
  clock.bankedMs + (clock.resumedAt ? calendar.elapsed(clock.resumedAt, now) : 0);

/** Whether it is broken by `now`, with or without an alarm that says so. */
export const isBroken = (clock: Clock, now: Date): boolean =>
  clock.breachedAt !== null || (clock.state === 'running' && clock.dueAt !== null && now > clock.dueAt);
