import { describe, expect, it } from '@jest/globals';
import { WordSearch } from '../triage/words.js';
import { fitOf, isAskedFor, type Fittable, type RunbookScope } from './fit.js';

const scope = (over: Partial<RunbookScope> = {}): RunbookScope => ({
  tiers: [1],
  sectors: [],
  productIds: [],
  words: [],
  ...over,
});
const ticket = (over: Partial<Fittable> = {}): Fittable => ({
  tier: 1,
  sector: null,
  productId: 'router',
  text: new WordSearch('Роутер перезагружается'),
  ...over,
});

describe('a runbook fits', () => {
  it('better the more of it is so: product, words, sector', () => {
    const scores = [
      scope({ productIds: ['router'], words: ['роутер'] }),
      scope({ productIds: ['router'], words: ['принтер'] }),
      scope({ words: ['роутер'] }),
      scope(),
    ].map((each) => fitOf(each, ticket())!.score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect(new Set(scores).size).toBe(4);
  });

  it('not where it names another tier, product, sector or none of its words', () => {
    const at = ticket({ sector: 'network' });
    for (const other of [{ tiers: [2] }, { productIds: ['phone'] }, { sectors: ['storage'] }, { words: ['принтер'] }])
      expect([other, fitOf(scope(other), at)]).toEqual([other, null]);
  });

  it('also a ticket of which nobody knows the sector or product yet', () => {
    const unknown = ticket({ productId: null });
    expect(fitOf(scope({ sectors: ['network'], productIds: ['router'] }), unknown)?.why).toEqual(['tier']);
  });
});

describe('a runbook is asked for before an escalation', () => {
  it('only where everything it names is so; its sector may be where the ticket goes', () => {
    const network = scope({ sectors: ['network'] });
    expect(isAskedFor(network, ticket(), null)).toBe(false);
    expect(isAskedFor(network, ticket(), 'network')).toBe(true);
    expect(isAskedFor(network, ticket({ sector: 'network' }), 'storage')).toBe(true);
    expect(isAskedFor(scope({ productIds: ['router'] }), ticket({ productId: null }), null)).toBe(false);
    expect(isAskedFor(scope({ words: ['принтер'] }), ticket(), null)).toBe(false);
    expect(isAskedFor(scope({ words: ['роутера'], productIds: ['router'] }), ticket(), null)).toBe(true);
    expect(isAskedFor(scope({ tiers: [2] }), ticket(), null)).toBe(false);
  });
});
