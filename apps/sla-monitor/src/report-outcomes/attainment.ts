import type { Counts } from './outcomes.views.js';

export type Tally = Omit<Counts, 'attainmentPercent' | 'attainmentWithOverduePercent'>;

/** Counts with what they say of keeping promises. */
export function attained(tally: Tally): Counts {
  const { ended, met, breached, cancelled, stillRunning, overdueNow } = tally;
  return {
    ended,
    met,
    breached,
    cancelled,
    stillRunning,
    overdueNow,
    attainmentPercent: share(met, met + breached),
    attainmentWithOverduePercent: share(met, met + breached + overdueNow),
  };
}

/** Rounded down: 100 says that every one was kept. */
const share = (part: number, of: number): number | null => (of === 0 ? null : Math.floor((part / of) * 10_000) / 100);

export const nothing: Tally = { ended: 0, met: 0, breached: 0, cancelled: 0, stillRunning: 0, overdueNow: 0 };

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (total, one) => ({
      ended: total.ended + one.ended,
      met: total.met + one.met,
      breached: total.breached + one.breached,
      cancelled: total.cancelled + one.cancelled,
      stillRunning: total.stillRunning + one.stillRunning,
      overdueNow: total.overdueNow + one.overdueNow,
    }),
    nothing,
  );
