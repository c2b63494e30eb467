import { roundTheClock, startClock, stop, type Clock, type SlaPolicy } from '#domain';
import { describe, expect, it } from '@jest/globals';
import { Consequences } from './consequences.js';

const now = new Date('2026-11-23T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const minute = 60_000;
const within = (minutes: number): SlaPolicy => ({
  version: minutes,
  targetSeconds: minutes * 60,
  calendar: roundTheClock,
  thresholds: [{ percent: 100, notify: 'leads', action: 'none', evenIfHeld: false }],
  pausedWhile: [],
  outsideHours: false,
});
const started = (minutesAgo: number, policy: SlaPolicy): Clock =>
  startClock(
    { id: '', kind: 'resolution', tier: null, cycle: 1, ownerId: null, priority: 'P1' },
    ago(minutesAgo * minute),
    policy,
  );
/** As a clock is when its policy has been changed now. */
const under = (policy: SlaPolicy, minutesUsed: number): Clock => {
  const clock = startClock(started(0, policy), now, policy);
  return { ...clock, bankedMs: minutesUsed * minute, dueAt: ago((minutesUsed - policy.targetSeconds / 60) * minute) };
};

describe('consequences', () => {
  it('tell clocks that move from those that stay, break at once or end', () => {
    const found = new Consequences();
    const before = started(30, within(60));
    found.add(1, before, before, within(60), now);
    found.add(2, before, under(within(90), 30), within(90), now);
    found.add(3, before, under(within(20), 30), within(20), now);
    found.add(4, before, stop(before, 'cancelled', now, within(60)), within(60), now);
    found.add(5, before, { ...before, policyVersion: 61 }, within(60), now);
    const { clocks, affected, wouldMove, wouldBreach, wouldEnd } = found;
    expect({ clocks, affected, wouldMove, wouldBreach, wouldEnd }).toEqual({
      clocks: 5,
      affected: 4,
      wouldMove: 2,
      wouldBreach: 1,
      wouldEnd: 1,
    });
    expect(found.soonest).toMatchObject([
      { ticket: 'T-3', wouldBreach: true },
      { ticket: 'T-2', wouldBreach: false, dueAt: ago(-30 * minute), newDueAt: ago(-60 * minute) },
    ]);
  });

  it('a clock that is broken already does not break once more', () => {
    const found = new Consequences();
    found.add(1, started(61, within(60)), under(within(20), 61), within(20), now);
    expect(found.wouldBreach).toBe(0);
  });

  it('keep the twenty that would be due first, however many move, and those without a due time last', () => {
    const found = new Consequences();
    const before = started(10, within(60));
    for (let number = 1; number <= 100; number += 1) {
      const minutes = 100 + ((number * 37) % 101);
      found.add(number, before, under(within(minutes), 10), within(minutes), now);
    }
    found.add(101, before, { ...under(within(70), 10), state: 'paused', dueAt: null }, within(70), now);
    expect(found.wouldMove).toBe(101);
    const due = found.soonest.map(({ newDueAt }) => (newDueAt!.getTime() - now.getTime()) / minute);
    expect(due).toEqual(Array.from({ length: 20 }, (_, index) => 91 + index));
  });
});
