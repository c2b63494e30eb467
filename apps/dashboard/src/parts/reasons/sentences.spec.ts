import { describe, expect, it } from '@jest/globals';
// Only what writes the sentences: all of the domain is not for browsers.
// oxlint-disable-next-line no-restricted-imports
import { entitlementOf, type EntitlementFacts } from '../../../../../libs/domain/src/triage/entitlement';
// oxlint-disable-next-line no-restricted-imports
import { routeOf } from '../../../../../libs/domain/src/triage/routing';
import { piecesOfReason } from './sentences';

const contract = {
  kind: 'premium' as const,
  name: 'North "24x7"; all',
  productId: null,
  startsOn: '2026-01-01',
  endsOn: '2027-01-01',
};
const asset = { tag: 'HB-01 (old)', product: 'LP9 printer', warrantyUntil: '2027-08-23' };
const facts: EntitlementFacts = {
  asset: null,
  product: { id: 'p', name: 'LP9' },
  organisation: { name: 'North of Parcel covers all' },
  contracts: [],
  today: '2026-06-01',
};
const plain = { ...contract, name: 'Plain', kind: 'service' as const };

describe(piecesOfReason.name, () => {
  it.each([
    ['contractOf', { contracts: [contract] }],
    ['contract', { contracts: [contract], organisation: null }],
    ['warranty', { asset }],
    ['noContract noAsset', {}],
    ['nobodys noWarranty', { organisation: null, asset: { ...asset, warrantyUntil: null } }],
    [
      'ended warrantyEnded',
      { contracts: [{ ...plain, endsOn: '2026-02-01' }], asset: { ...asset, warrantyUntil: '2026-01-01' } },
    ],
    ['starts noAsset', { contracts: [{ ...plain, startsOn: '2026-08-01' }] }],
    ['otherProduct noAsset', { contracts: [{ ...plain, productId: 'other' }] }],
    ['noProduct noAsset', { contracts: [{ ...plain, productId: 'other' }], product: null }],
    [
      'ended ended ended ended ended older noAsset',
      { contracts: Array.from({ length: 7 }, () => ({ ...plain, endsOn: '2026-02-01' })) },
    ],
  ] as const)('knows why somebody is entitled, or not: %s', (keys, over) => {
    const { reason } = entitlementOf({ ...facts, ...over } as EntitlementFacts);
    expect(
      piecesOfReason(reason)
        ?.map(({ key }) => key)
        .join(' '),
    ).toBe(keys);
  });

  it('finds names as they were written', () => {
    const { reason } = entitlementOf({ ...facts, contracts: [contract] });
    expect(piecesOfReason(reason)?.[0]?.values).toMatchObject({ name: 'North "24x7"; all', until: '2027-01-01' });
  });

  it('knows where a ticket goes, and leaves what it does not know', () => {
    const places = { tiers: [1, 2], sectors: ['hardware'] };
    const why = (sector: string | null) =>
      routeOf(places, null, () => ({ tier: 2, sector, rule: { name: 'r' } }) as never).why;
    expect(routeOf(places, null, () => null).why.map((one) => piecesOfReason(one)?.[0]?.key)).toEqual(['noRule']);
    expect(why('hardware').map((one) => piecesOfReason(one)?.[0]?.values)).toEqual([
      { rule: 'r', tier: 'L2', sector: 'hardware' },
    ]);
    expect(why('gone').map((one) => piecesOfReason(one)?.[0]?.key)).toEqual(['rule', undefined]);
    expect(piecesOfReason('Something else.')).toBeNull();
    expect(piecesOfReason('Self-service: something else.')).toBeNull();
  });
});
