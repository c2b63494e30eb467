import { describe, expect, it } from '@jest/globals';
import { entitlementOf, type EntitlementFacts, type SupportContract } from './entitlement.js';

const router = { id: 'router', name: 'Router X' };
const contract = (kind: 'premium' | 'service', over: Partial<SupportContract> = {}): SupportContract => ({
  kind,
  name: `${kind} 24`,
  productId: null,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  ...over,
});
const asset = { tag: 'R-100', product: 'Router X', warrantyUntil: '2026-06-30' };
const facts = (over: Partial<EntitlementFacts> = {}): EntitlementFacts => ({
  asset: null,
  product: router,
  organisation: { name: 'Acme' },
  contracts: [],
  today: '2026-06-15',
  ...over,
});

describe('entitlement', () => {
  it('a premium contract wins over a service contract, and that over the warranty', () => {
    const all = facts({ asset, contracts: [contract('service'), contract('premium')] });
    expect(entitlementOf(all)).toEqual({
      kind: 'premium',
      reason: 'The premium contract "premium 24" of Acme covers all products until 2026-12-31.',
    });
    expect(entitlementOf({ ...all, contracts: [contract('service')] }).kind).toBe('service');
    expect(entitlementOf({ ...all, contracts: [] })).toEqual({
      kind: 'warranty',
      reason: 'The warranty of asset R-100 (Router X) runs until 2026-06-30.',
    });
  });

  it('holds on the first and the last day, and not on the days around them', () => {
    const on = (today: string) => entitlementOf(facts({ contracts: [contract('service')], today })).kind;
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([
      'self-service',
      'service',
      'service',
      'self-service',
    ]);
    const warranty = (today: string) => entitlementOf(facts({ asset, today })).kind;
    expect(['2026-06-30', '2026-07-01'].map(warranty)).toEqual(['warranty', 'self-service']);
  });

  it('a contract for one product covers that product only, and says its name', () => {
    const forRouter = facts({ contracts: [contract('premium', { productId: 'router' }), contract('service')] });
    expect(entitlementOf(forRouter).reason).toContain('covers Router X until');
    expect(entitlementOf({ ...forRouter, product: { id: 'phone', name: 'Phone' } }).kind).toBe('service');
    expect(entitlementOf({ ...forRouter, product: null }).kind).toBe('service');
  });

  it('of several contracts of one kind the one that lasts longest is named', () => {
    const two = [contract('service', { name: 'short', endsOn: '2026-07-01' }), contract('service', { name: 'long' })];
    expect(entitlementOf(facts({ contracts: two })).reason).toContain('"long"');
  });

  it('self-service says what was looked at and why none of it helps', () => {
    const { kind, reason } = entitlementOf(
      facts({
        asset: { ...asset, warrantyUntil: '2026-01-31' },
        contracts: [
          contract('premium', { productId: 'phone' }),
          contract('service', { endsOn: '2026-02-01' }),
          contract('service', { name: 'next', startsOn: '2026-09-01' }),
        ],
      }),
    );
    expect(kind).toBe('self-service');
    for (const part of [
      'the premium contract "premium 24" does not cover Router X',
      'the service contract "service 24" ended on 2026-02-01',
      'the service contract "next" starts on 2026-09-01',
      'the warranty of asset R-100 ended on 2026-01-31',
    ])
      expect(reason).toContain(part);
    expect(entitlementOf(facts({ organisation: null })).reason).toBe(
      'Self-service: the requester belongs to no organisation we know; no asset that we know was named.',
    );
  });
});
