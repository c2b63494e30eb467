import { describe, expect, it } from '@jest/globals';
import { queuesOf, tierWorkerConfig } from './tier-worker.config.js';

describe('TIERS', () => {
  it('is the first three tiers when nothing is said', () => {
    expect(queuesOf(tierWorkerConfig.parse({}))).toEqual(['tier-1', 'tier-2', 'tier-3']);
  });

  it('names each tier once, with or without the L', () => {
    expect(tierWorkerConfig.parse({ TIERS: 'L2, 3,l2' })).toMatchObject({ TIERS: [2, 3] });
  });

  it.each(['L0', 'L1,,L2', 'first', 'L100'])('refuses "%s" and says what it should look like', (TIERS) => {
    expect(tierWorkerConfig.safeParse({ TIERS }).error?.issues[0]?.message).toContain('L1,L2,L3');
  });
});

describe('CLOSE_RESOLVED_AFTER_DAYS', () => {
  it('is a week when nothing is said, and 0 for never', () => {
    expect(tierWorkerConfig.parse({}).CLOSE_RESOLVED_AFTER_DAYS).toBe(7);
    expect(tierWorkerConfig.parse({ CLOSE_RESOLVED_AFTER_DAYS: '0' }).CLOSE_RESOLVED_AFTER_DAYS).toBe(0);
    expect(tierWorkerConfig.parse({ CLOSE_RESOLVED_AFTER_DAYS: '3650' }).CLOSE_RESOLVED_AFTER_DAYS).toBe(3_650);
  });

  it.each(['-1', '1.5', '3651', 'a week', '1e2'])('refuses "%s" and says what it should look like', (value) => {
    const { error } = tierWorkerConfig.safeParse({ CLOSE_RESOLVED_AFTER_DAYS: value });
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'must be a whole number of days from 0 (never) to 3650',
    ]);
  });
});
