import { calendarOf, run, startClock, stop, usedMs, type Clock, type SlaPolicy } from '#domain';
import type { PreviewBody, PreviewView } from './preview-calendar.body.js';

/** What a clock would do: the very functions that set real ones. */
export function preview({ calendar: spec, start, target, end, pauses }: PreviewBody): PreviewView {
  const calendar = calendarOf(spec);
  const policy: SlaPolicy = {
    version: 0,
    targetSeconds: target ?? 0,
    calendar,
    thresholds: [],
    pausedWhile: [],
    outsideHours: false,
  };
  let clock = startClock(promise, start, policy);
  const isOver = (at: Date): boolean => (end ? at >= end : clock.dueAt !== null && at >= clock.dueAt);
  for (const { from, to } of apart(pauses)) {
    if (to <= start) continue;
    if (isOver(from)) break;
    clock = stop(clock, 'paused', from > start ? from : start, policy);
    clock = run(unbroken(clock), end && to > end ? end : to, policy);
  }
  return end ? { elapsed: usedMs(clock, end, policy) / 1_000 } : { due: clock.dueAt!.toISOString() };
}

const promise = { id: '', kind: 'resolution', tier: null, cycle: 1, ownerId: null, priority: 'P3' } as const;

/** Time is only measured here: a target of nothing, as for `end`, is not a broken promise. */
const unbroken = (clock: Clock): Clock => ({ ...clock, breachedAt: null });

/** In order, and one for those that touch or overlap. */
function apart(pauses: PreviewBody['pauses']): PreviewBody['pauses'] {
  const merged: { from: Date; to: Date }[] = [];
  for (const { from, to } of pauses.toSorted((one, other) => one.from.getTime() - other.from.getTime())) {
    const last = merged.at(-1);
    if (!last || from > last.to) merged.push({ from, to });
    else if (to > last.to) last.to = to;
  }
  return merged;
}
