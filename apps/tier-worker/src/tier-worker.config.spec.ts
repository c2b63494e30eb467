import { describe, expect, it } from '@jest/globals';
import { queuesOf, tierWorkerConfig } from './tier-worker.config.js';

describe('TIERS', () => {
  it('is the first three tiers when nothing is said', () => {
    expect(queuesOf(tierWorkerConfig.parse({}))).toEqual(['tier-1', 'tier-2', 'tier-3']);
  });

  it('names each tier once, with or without the L', () => {
    expect(tierWorkerConfig.parse({ TIERS: 'L2, 3,l2' })).toEqual({ TIERS: [2, 3] });
  });

  it.each(['L0', 'L1,,L2', 'first', 'L100'])('refuses "%s" and says what it should look like', (TIERS) => {
    expect(tierWorkerConfig.safeParse({ TIERS }).error?.issues[0]?.message).toContain('L1,L2,L3');
  });
});
