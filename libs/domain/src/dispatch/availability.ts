import type { Calendar, OpenInterval } from '../calendar/calendar.js';
import type { ReturnRule } from './dispatch-rule.js';

export const availabilityStates = ['available', 'busy', 'away', 'offline'] as const;
export type AvailabilityState = (typeof availabilityStates)[number];

export interface Availability {
  readonly state: AvailabilityState;
  readonly since: Date;
}

export interface Absence {
  readonly from: Date;
  readonly to: Date;
}

/** When somebody works. No shift at all: always, but for absences. */
export interface WorkingTime {
  /** On shift while one of them is open. */
  readonly shifts: readonly Calendar[];
  readonly absences: readonly Absence[];
}

export const isOnShift = ({ shifts, absences }: WorkingTime, at: Date): boolean =>
  !absences.some(({ from, to }) => from <= at && at < to) &&
  (shifts.length === 0 || shifts.some((shift) => isOpen(shift, at)));

const isOpen = (calendar: Calendar, at: Date): boolean => calendar.nextOpen(at).getTime() <= at.getTime();

/** When somebody works between two instants, in order and apart: their shifts together, without what absences take. */
export function worksBetween({ shifts, absences }: WorkingTime, from: Date, to: Date): readonly OpenInterval[] {
  const open = shifts.length === 0 ? [{ from, to }] : shifts.flatMap((shift) => shift.openIntervals(from, to));
  const together: OpenInterval[] = [];
  for (const next of open.toSorted((one, other) => one.from.getTime() - other.from.getTime())) {
    const last = together.at(-1);
    if (!last || next.from > last.to) together.push(next);
    else if (next.to > last.to) together.splice(-1, 1, { from: last.from, to: next.to });
  }
  return absences.reduce<readonly OpenInterval[]>(
    (works, away) =>
      works.flatMap((each) =>
        [
          { from: each.from, to: away.from < each.to ? away.from : each.to },
          { from: away.to > each.from ? away.to : each.from, to: each.to },
        ].filter((left) => left.from < left.to),
      ),
    together,
  );
}

const LOOK_BACK_MS = 14 * 86_400_000;

/** Since when somebody has been off shift; null: on shift now, or off for longer than two weeks cannot tell from never on. */
export function offShiftSince({ shifts, absences }: WorkingTime, at: Date): Date | null {
  if (isOnShift({ shifts, absences }, at)) return null;
  const back = new Date(at.getTime() - LOOK_BACK_MS);
  const worked =
    shifts.length === 0
      ? [at.getTime()]
      : shifts.flatMap((shift) => shift.openIntervals(back, at).map(({ to }) => to.getTime()));
  const until = new Date(Math.max(back.getTime(), ...worked));
  // An absence that covers that moment began the time off, and so do those that led into it.
  return absences
    .filter(({ from, to }) => from < at && to >= until)
    .reduce((earliest, { from }) => (from < earliest ? from : earliest), until);
}

/** When somebody next comes on shift or goes off it, within a day; null: not within a day. */
export function nextShiftChange(time: WorkingTime, at: Date): Date | null {
  const horizon = new Date(at.getTime() + 86_400_000);
  const edges = [
    ...time.shifts.flatMap((shift) => shift.openIntervals(at, horizon).flatMap(({ from, to }) => [from, to])),
    ...time.absences.flatMap(({ from, to }) => [from, to]),
  ].filter((edge) => edge > at && edge < horizon);
  return edges.length === 0 ? null : new Date(Math.min(...edges.map((edge) => edge.getTime())));
}

/** Why an agent's work is not being done. */
export type GoneBecause = 'deactivated' | 'offline' | 'away' | 'off-shift';

export interface Holder {
  readonly active: boolean;
  /** Null: never logged in since it is kept. */
  readonly availability: Availability | null;
  readonly time: WorkingTime;
}

/**
 * When the work of this agent goes back to its queue by the rule, and why: the earliest of what applies; null: it stays. Whoever says
 * that they are available after their shift has ended stays on.
 */
export function returnsAt(
  rule: ReturnRule,
  { active, availability, time }: Holder,
  now: Date,
): { readonly at: Date; readonly because: GoneBecause; readonly since: Date } | null {
  const reasons: { at: Date; because: GoneBecause; since: Date }[] = [];
  const gone = (because: GoneBecause, since: Date, seconds: number | null): void => {
    if (seconds !== null) reasons.push({ at: new Date(since.getTime() + seconds * 1_000), because, since });
  };
  if (!active) gone('deactivated', availability?.since ?? now, rule.returnWhenDeactivated ? 0 : null);
  if (availability?.state === 'offline') gone('offline', availability.since, rule.returnAfterOfflineSeconds);
  if (availability?.state === 'away') gone('away', availability.since, rule.returnAfterAwaySeconds);
  const off = rule.returnAfterShiftSeconds === null ? null : offShiftSince(time, now);
  const staysOn = off && availability?.state === 'available' && availability.since >= off;
  if (off && !staysOn) gone('off-shift', off, rule.returnAfterShiftSeconds);
  // Deactivation needs no waiting: it is not a pause.
  const first = reasons.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0] ?? null;
  return first && first.because === 'deactivated' ? { ...first, at: first.at < now ? first.at : now } : first;
}
