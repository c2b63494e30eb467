import { describe, expect, test } from '@jest/globals';
import { isAtDesk } from './at-desk';

describe('a ticket at a desk', () => {
  const network = [{ tier: 2, sector: 'network' }];

  test('is there by its tier and its sector', () => {
    expect(isAtDesk(network, { tier: 2, sector: 'network' })).toBe(true);
    expect(isAtDesk(network, { tier: 2, sector: 'printing' })).toBe(false);
    expect(isAtDesk(network, { tier: 1, sector: 'network' })).toBe(false);
    expect(isAtDesk([{ tier: 2, sector: null }], { tier: 2, sector: 'printing' })).toBe(true);
  });

  test('is everybody’s of the tier when it has no sector', () => {
    expect(isAtDesk(network, { tier: 2, sector: null })).toBe(true);
    expect(isAtDesk(network, { tier: 3, sector: null })).toBe(false);
  });
});
