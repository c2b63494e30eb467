import { heardUpTo, reaches, type Clock } from './clock.js';
import { BREACH, thresholdActions, type SlaPolicy, type Threshold } from './policy.js';

/** What an alarm writes on its clock. */
export interface Ring {
  /** The highest threshold that is reached: of several at once only this one rings. */
  readonly rung: number;
  /** What acts, for those below it too; null when nothing new is reached, or it is not the hour for it. */
  readonly threshold: Threshold | null;
  /** When it was reached, as far as the clock ran by then. */
  readonly reachedAt: Date;
  readonly nextAlarmAt: Date | null;
  readonly breachedAt: Date | null;
}

/** An alarm that is slower than this comes late: nobody is woken for it outside the calendar's hours. */
const LATE_MS = 60_000;

/** What of a running clock decides on what rings. */
export type Ringing = Pick<Clock, 'startedAt' | 'resumedAt' | 'bankedMs' | 'dueAt' | 'rung' | 'breachedAt'>;

/** The higher one rings; when the lower one was to do more, as escalate, that is done with it: downtime must not swallow it. */
function together(lower: Threshold, higher: Threshold): Threshold {
  const isMore = thresholdActions.indexOf(lower.action) > thresholdActions.indexOf(higher.action);
  const { action, evenIfHeld } = isMore ? lower : higher;
  return { percent: higher.percent, notify: higher.notify, action, evenIfHeld };
}

/** What rings on a running clock at `now`; `rung` is what it was when nothing new is reached. */
export function ring(clock: Ringing, now: Date, policy: SlaPolicy): Ring {
  const { calendar, thresholds } = policy;
  const { bankedMs, breachedAt } = clock;
  const from = clock.resumedAt ?? clock.startedAt;
  const heard = heardUpTo(clock);
  let threshold: Threshold | null = null;
  let crossedAt: Date | null = null;
  let nextAlarmAt: Date | null = null;
  // Upwards from the last that rang: mostly one is reached and one is ahead, and each is a walk through the calendar.
  for (const next of thresholds) {
    if (next.percent <= heard) continue;
    const at = reaches(from, bankedMs, next.percent, policy);
    // Strictly after: at the very millisecond of the target a promise is still kept.
    if (at >= now) {
      nextAlarmAt = at;
      break;
    }
    threshold = threshold ? together(threshold, next) : next;
    crossedAt = at;
  }
  const reachedAt = crossedAt ?? reaches(from, bankedMs, clock.rung, policy);
  const isLate = threshold !== null && now.getTime() - reachedAt.getTime() > LATE_MS;
  if (isLate && !policy.outsideHours) {
    const opensAt = calendar.nextOpen(now);
    if (opensAt > now) return { rung: clock.rung, threshold: null, reachedAt, nextAlarmAt: opensAt, breachedAt };
  }
  const rung = threshold?.percent ?? clock.rung;
  const isBreach = threshold !== null && rung >= BREACH && breachedAt === null;
  return { rung, threshold, reachedAt, nextAlarmAt, breachedAt: isBreach ? clock.dueAt : breachedAt };
}
