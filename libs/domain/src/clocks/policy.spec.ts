import { describe, expect, it } from '@jest/globals';
import { byWeight, fits, specificity, type PolicyConditions } from './policy.js';
import { dice } from './testing/promises.fixture.js';

const anything: PolicyConditions = {
  priority: null,
  entitlement: null,
  organisationId: null,
  channel: null,
  tier: null,
  teamId: null,
  vendorId: null,
};
const facts: PolicyConditions = {
  priority: 'P2',
  entitlement: 'service',
  organisationId: 'acme',
  channel: 'phone',
  tier: 2,
  teamId: 'network',
  vendorId: 'maker',
};
/** Conditions that name these, as the facts are. */
const naming = (...names: (keyof PolicyConditions)[]): PolicyConditions =>
  Object.fromEntries(
    byWeight.map((name) => [name, names.includes(name) ? facts[name] : null]),
  ) as unknown as PolicyConditions;

describe('which policies fit', () => {
  it('one that names nothing fits everything, one that names something only that', () => {
    expect(fits(anything, facts)).toBe(true);
    expect(fits(anything, anything)).toBe(true);
    for (const name of byWeight) {
      expect(fits(naming(name), facts)).toBe(true);
      expect(fits(naming(name), anything)).toBe(false);
      expect(fits(naming(name), { ...facts, [name]: 'another' })).toBe(false);
    }
  });

  it('all that it names must be so', () => {
    expect(fits(naming('priority', 'channel'), facts)).toBe(true);
    expect(fits(naming('priority', 'channel'), { ...facts, channel: 'email' })).toBe(false);
  });
});

describe('which of those that fit wins', () => {
  it('the one that names the more telling condition, however many others the other one names', () => {
    byWeight.forEach((name, index) => {
      const lighter = byWeight.slice(index + 1);
      expect(specificity(naming(name))).toBeGreaterThan(specificity(naming(...lighter)));
    });
    expect(byWeight).toEqual(['vendorId', 'teamId', 'tier', 'organisationId', 'entitlement', 'priority', 'channel']);
  });

  it('beyond that the one that names more', () => {
    expect(specificity(naming('organisationId', 'priority'))).toBeGreaterThan(specificity(naming('organisationId')));
    expect(specificity(naming('organisationId', 'priority'))).toBeGreaterThan(
      specificity(naming('organisationId', 'channel')),
    );
  });

  it('never both: different conditions that fit the same ticket never weigh the same', () => {
    const weights = new Map<number, string>();
    for (let subset = 0; subset < 2 ** byWeight.length; subset += 1) {
      const conditions = naming(...byWeight.filter((_, index) => (subset >> index) % 2 === 1));
      const weight = specificity(conditions);
      expect(weights.get(weight)).toBeUndefined();
      weights.set(weight, JSON.stringify(conditions));
    }
    expect(weights.size).toBe(128);
  });

  it('the same one in whatever order they are looked through', () => {
    const random = dice(5);
    const all = Array.from({ length: 40 }, () => naming(...byWeight.filter(() => random(2) === 0)));
    const best = (conditions: readonly PolicyConditions[]) =>
      conditions.toSorted((one, other) => specificity(other) - specificity(one))[0];
    expect(best(all.toReversed())).toEqual(best(all));
  });
});
