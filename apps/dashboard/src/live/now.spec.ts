import { describe, expect, it } from '@jest/globals';
import { countedTo } from './now';

const minutes = (ms: number): number => Math.trunc(ms / 60_000);

describe(countedTo.name, () => {
  it('changes once a minute far from the deadline, and says the same minutes', () => {
    const at = 10_000_000;
    for (let left = -600_000; left <= 600_000; left += 7_001) {
      const counted = at - countedTo(at, at - left);
      expect(minutes(counted)).toBe(minutes(left));
    }
    const distinct = new Set(Array.from({ length: 60 }, (_, second) => countedTo(at, at - 600_000 + second * 1_000)));
    expect(distinct.size).toBeLessThanOrEqual(2);
  });

  it('is the time itself near it', () => {
    expect(countedTo(100_000, 60_500)).toBe(60_500);
  });
});
