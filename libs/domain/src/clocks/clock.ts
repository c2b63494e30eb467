import type { Priority } from '../ticket/ticket.js';
import type { Calendar, CalendarOf } from '../calendar/calendar.js';

/**
 * `first_response` (until an agent first answers in public) and `resolution` are promised to the customer (SLA); `tier` is
 * what one tier owes the others (OLA), one for each tier.
 */
export const clockKinds = ['first_response', 'resolution', 'tier'] as const;
export type ClockKind = (typeof clockKinds)[number];

/** `met` says that it stopped for good, in time or not: `breachedAt` tells which. A reopened ticket starts it again. */
export const clockStates = ['running', 'paused', 'met', 'cancelled'] as const;
export type ClockState = (typeof clockStates)[number];

/** What a breach does: one tier up, one priority up, or only a call to the leads. */
export const breachActions = ['escalate', 'raise-priority', 'alert'] as const;
export type BreachAction = (typeof breachActions)[number];

/** Who is told that a promise is in danger: the agent who holds the ticket, if somebody does, or the leads. */
export const listeners = ['nobody', 'assignee', 'leads'] as const;
export type Listener = (typeof listeners)[number];

/** What is promised, when time counts, who hears when it is in danger, and what happens when it is broken. */
export interface SlaPolicy {
  /** The version of the calendar whose hours count; null: round the clock. */
  readonly calendarVersion: number | null;
  readonly targetSeconds: number;
  /** Per cent of the target at which it rings before it is broken: ascending, each from 1 to 99. */
  readonly warnAt: readonly number[];
  readonly warn: Listener;
  readonly onBreach: BreachAction;
  /** Whether a breach takes a ticket away from the agent who holds it. */
  readonly evenIfHeld: boolean;
}

/** One running promise. Its policy is the one that held when it started or got its priority, whatever is edited later. */
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

export const BREACH = 100;
export const defaultWarnAt: readonly number[] = [50, 75, 90];

/** Per cent of the target at which an alarm rings, ascending. */
const thresholdsOf = ({ warnAt }: Pick<SlaPolicy, 'warnAt'>): readonly number[] => [...warnAt, BREACH];

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
  const running: Clock = { ...clock, state: 'running', resumedAt: at, endedAt: null };
  return {
    ...running,
    dueAt: clock.breachedAt ? clock.dueAt : reaches(running, BREACH, calendar),
    nextAlarmAt: clock.breachedAt ? null : nextAlarm(running, clock.rung, calendar),
  };
}

/**
 * Another priority, another promise: what was used stays used, what has rung stays rung. A promise that is broken already
 * stays the one it was.
 */
export function retarget(clock: Clock, priority: Priority, policy: SlaPolicy, at: Date, calendarOf: CalendarOf): Clock {
  if (isBroken(clock, at)) return clock;
  const { calendarVersion, targetSeconds, warnAt, warn, onBreach, evenIfHeld } = policy;
  const bankedMs = usedMs(clock, at, calendarOf(clock.calendarVersion));
  const promise = { priority, calendarVersion, targetSeconds, warnAt, warn, onBreach, evenIfHeld };
  const promised: Clock = { ...clock, ...promise, bankedMs };
  return clock.state === 'running' ? run(promised, at, calendarOf(calendarVersion)) : promised;
}

/** What an alarm writes on its clock. */
export interface Ring {
  /** The highest threshold that is reached: of several at once only this one acts. */
  readonly rung: number;
  /** When it was reached, as far as the clock ran by then. */
  readonly reachedAt: Date;
  readonly nextAlarmAt: Date | null;
  readonly breachedAt: Date | null;
}

/** What rings on a running clock at `now`; `rung` is what it was when nothing new is reached. */
export function ring(clock: Clock, now: Date, calendar: Calendar): Ring {
  const used = usedMs(clock, now, calendar);
  // Strictly after: at the very millisecond of the target a promise is still kept.
  const crossed = thresholdsOf(clock).findLast((percent) => used > afterMs(clock, percent)) ?? 0;
  const rung = Math.max(clock.rung, crossed);
  const breachedAt = rung >= BREACH ? (clock.breachedAt ?? clock.dueAt) : clock.breachedAt;
  const nextAlarmAt = breachedAt ? null : nextAlarm(clock, rung, calendar);
  return { rung, reachedAt: reaches(clock, rung, calendar), nextAlarmAt, breachedAt };
}

const afterMs = ({ targetSeconds }: Clock, percent: number): number => targetSeconds * 10 * percent;

/** When a running clock has used so much of its target; not before it last went on. */
const reaches = (clock: Clock, percent: number, calendar: Calendar): Date =>
  calendar.add(clock.resumedAt ?? clock.startedAt, Math.max(0, afterMs(clock, percent) - clock.bankedMs));

function nextAlarm(clock: Clock, rung: number, calendar: Calendar): Date | null {
  const next = thresholdsOf(clock).find((percent) => percent > rung);
  return next === undefined ? null : reaches(clock, next, calendar);
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
