import { describe, expect, it } from '@jest/globals';
import { routeOf, RuleClassifier, type Places, type RoutingRule } from './routing.js';

const rule = (over: Partial<RoutingRule>): RoutingRule => ({
  id: 'rule',
  name: 'rule',
  words: [],
  productId: null,
  organisationId: null,
  tier: 1,
  sector: null,
  enabled: true,
  ...over,
});
const request = { subject: 'Invoice wrong', description: 'VAT twice', productId: 'erp', organisationId: 'acme' };
const classify = (...rules: RoutingRule[]) => new RuleClassifier(rules).classify(request)?.rule.name;

describe('routing rules', () => {
  it('the first enabled rule whose conditions are all met wins', () => {
    expect(
      classify(
        rule({ name: 'off', enabled: false }),
        rule({ name: 'other words', words: ['router'] }),
        rule({ name: 'other product', words: ['invoice'], productId: 'phone' }),
        rule({ name: 'other organisation', words: ['invoice'], organisationId: 'globex' }),
        rule({ name: 'all three', words: ['printer', 'vat'], productId: 'erp', organisationId: 'acme' }),
        rule({ name: 'too late', words: ['invoice'] }),
      ),
    ).toBe('all three');
  });

  it('a rule without conditions takes whatever comes, and without rules nothing is understood', () => {
    expect(classify(rule({ name: 'rest' }))).toBe('rest');
    expect(classify()).toBeUndefined();
  });
});

describe('route', () => {
  const places: Places = { tiers: [1, 2, 3], sectors: ['network'] };
  const understood = { tier: 2, sector: 'network', rule: { id: 'r', name: 'Network words' } };

  it('follows what was understood, and the first tier when nothing was', () => {
    expect(routeOf(places, null, () => understood)).toEqual({
      tier: 2,
      sector: 'network',
      rule: 'Network words',
      why: ['Rule "Network words" sends it to L2 network.'],
    });
    expect(routeOf({ ...places, tiers: [3, 2] }, null, () => null)).toMatchObject({
      tier: 2,
      sector: null,
      rule: null,
    });
  });

  it('a requested route goes before the rules, without asking them', () => {
    const refuse = () => {
      throw new Error('asked');
    };
    expect(routeOf(places, { tier: 3, reason: 'known bug' }, refuse)).toMatchObject({ tier: 3, sector: null });
  });

  it('a requested place that is gone falls back to the rules and says so', () => {
    const gone = routeOf(places, { tier: 3, sector: 'fax', reason: 'x' }, () => understood);
    expect(gone).toMatchObject({ tier: 2, sector: 'network' });
    expect(gone.why[0]).toBe('The requested route to L3 fax was not taken: there is no sector fax any more.');
  });

  it('a rule whose tier or sector is gone still gets the ticket somewhere', () => {
    const gone = routeOf({ tiers: [1], sectors: [] }, null, () => understood);
    expect(gone).toMatchObject({ tier: 1, sector: null, rule: 'Network words' });
    expect(gone.why[1]).toBe('It goes to L1 instead: there is no tier L2 and no sector network any more.');
  });
});
