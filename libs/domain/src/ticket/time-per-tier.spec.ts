import { describe, expect, it } from '@jest/globals';
import type { State } from './lifecycle.js';
import { timePerTier } from './time-per-tier.js';

const start = Date.parse('2026-03-02T09:00:00Z');
const at = (seconds: number): Date => new Date(start + seconds * 1000);
const step = (seconds: number, toState: State, tier: number | null) => ({ at: at(seconds), toState, tier });
const nothing = {
  waitingSeconds: 0,
  workingSeconds: 0,
  awaitingCustomerSeconds: 0,
  awaitingVendorSeconds: 0,
  awaitingInterventionSeconds: 0,
};

describe('timePerTier', () => {
  it('is empty for a ticket that has no history', () => {
    expect(timePerTier([], at(100))).toEqual([]);
  });

  it('counts the step that is still going on up to now', () => {
    expect(timePerTier([step(0, 'queued', 1)], at(90))).toEqual([{ ...nothing, tier: 1, waitingSeconds: 90 }]);
  });

  it('sums every stay at a tier and tells waiting, working and each kind of pause apart', () => {
    const history = [
      step(0, 'queued', 1),
      step(10, 'in_progress', 1),
      step(30, 'queued', 2),
      step(70, 'in_progress', 2),
      step(150, 'awaiting_vendor', 2),
      step(310, 'in_progress', 2),
      step(320, 'queued', 1),
      step(325, 'in_progress', 1),
      step(330, 'awaiting_customer', 1),
      step(400, 'resolved', 1),
    ];
    expect(timePerTier(history, at(10_000))).toEqual([
      { ...nothing, tier: 1, waitingSeconds: 15, workingSeconds: 25, awaitingCustomerSeconds: 70 },
      { ...nothing, tier: 2, waitingSeconds: 40, workingSeconds: 90, awaitingVendorSeconds: 160 },
    ]);
  });

  it('does not lose many steps that are shorter than a second', () => {
    const history = Array.from({ length: 10 }, (_, index) => step(index * 0.5, 'queued', 3));
    expect(timePerTier(history, at(5))).toEqual([{ ...nothing, tier: 3, waitingSeconds: 5 }]);
  });
});
