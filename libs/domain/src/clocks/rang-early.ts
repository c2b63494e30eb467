import { heardUpTo, reaches, type Clock, type PolicyOf } from './clock.js';
import type { Threshold } from './policy.js';
import type { Span } from './spans.js';

/**
 * Whether the highest that rang on a running clock was still ahead of it at `at`, by the promise it goes by. Then the alarm was faster
 * than the log, or it rang by an earlier promise that was shorter: which of them, only the whole log can tell.
 */
export function mayHaveRungEarly({ resumedAt, rung, bankedMs, policyVersion }: Clock, at: Date, policyOf: PolicyOf) {
  return resumedAt !== null && rung > 0 && reaches(resumedAt, bankedMs, rung, policyOf(policyVersion)) >= at;
}

/**
 * What rang in truth on a clock as it is stored: nothing beyond what the log lets it have reached. What was reached only after the
 * alarm had rung for it has yet to ring: rather twice than never.
 */
export function rungInTruth(stored: Clock, spans: readonly Span[], policyOf: PolicyOf, now: Date): number {
  const upTo = heardUpTo(stored);
  // A breach that is not on record: what may have rung in truth is a threshold below it.
  const isBelow = ({ percent }: Threshold): boolean => percent <= upTo;
  const heard =
    upTo === stored.rung ? upTo : (policyOf(stored.policyVersion).thresholds.findLast(isBelow)?.percent ?? 0);
  return heard === 0 ? 0 : reachedBy(heard, firstRingOf(stored, policyOf, now), spans, policyOf);
}

/**
 * `percent` when so much was used before `at`, in whichever of these stretches, each by the promise of its time; else the highest
 * threshold below it that was reached, 0 for none.
 */
export function reachedBy(percent: number, at: Date, spans: readonly Span[], policyOf: PolicyOf): number {
  let usedMs = 0;
  let highest = 0;
  for (const { from, to, policyVersion } of spans) {
    if (from >= at) break;
    const policy = policyOf(policyVersion);
    const until = to && to < at ? to : at;
    const isReached = (each: number): boolean => reaches(from, usedMs, each, policy) < until;
    if (isReached(percent)) return percent;
    const last = policy.thresholds.findLast((each) => each.percent < percent && isReached(each.percent));
    highest = Math.max(highest, last?.percent ?? 0);
    usedMs += policy.calendar.elapsed(from, until);
  }
  return highest;
}

/** The first moment at which an alarm, that knows no more than the stored clock, can have rung what rang last; `now` at the latest. */
function firstRingOf({ resumedAt, bankedMs, rung, policyVersion }: Clock, policyOf: PolicyOf, now: Date): Date {
  if (resumedAt === null) return now;
  const after = reaches(resumedAt, bankedMs, rung, policyOf(policyVersion)).getTime() + 1;
  return after < now.getTime() ? new Date(after) : now;
}
