import type { Entitlement } from '../ticket/ticket.js';

/** A day of the calendar, `YYYY-MM-DD`; compares as text. */
export type Day = string;

export interface EntitledAsset {
  readonly tag: string;
  readonly product: string;
  /** The last day of the warranty; null when there never was one. */
  readonly warrantyUntil: Day | null;
}

export interface SupportContract {
  readonly kind: 'premium' | 'service';
  readonly name: string;
  /** The only product it covers; null: all of them. */
  readonly productId: string | null;
  /** First and last day. */
  readonly startsOn: Day;
  readonly endsOn: Day;
}

export interface EntitlementFacts {
  readonly asset: EntitledAsset | null;
  readonly product: { readonly id: string; readonly name: string } | null;
  readonly organisation: { readonly name: string } | null;
  /** Those of the organisation. */
  readonly contracts: readonly SupportContract[];
  readonly today: Day;
}

export interface EntitlementDecision {
  readonly kind: Entitlement;
  /** A sentence naming what entitles and until when; for self-service, why each thing that was looked at does not. */
  readonly reason: string;
}

/** Which of the four kinds of support applies today: a premium contract, else a service contract, else the asset's warranty. */
export function entitlementOf(facts: EntitlementFacts): EntitlementDecision {
  const { asset, today } = facts;
  for (const kind of ['premium', 'service'] as const) {
    const contract = best(facts.contracts.filter((one) => one.kind === kind && refusal(one, facts) === null));
    if (contract) return { kind, reason: byContract(contract, facts) };
  }
  if (asset?.warrantyUntil && asset.warrantyUntil >= today)
    return {
      kind: 'warranty',
      reason: `The warranty of asset ${asset.tag} (${asset.product}) runs until ${asset.warrantyUntil}.`,
    };
  return { kind: 'self-service', reason: `Self-service: ${whyNothing(facts).join('; ')}.` };
}

const best = (contracts: readonly SupportContract[]): SupportContract | undefined =>
  contracts.toSorted((a, b) => compare(b.endsOn, a.endsOn) || compare(a.name, b.name))[0];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byContract = (contract: SupportContract, { organisation, product }: EntitlementFacts): string =>
  `The ${contract.kind} contract "${contract.name}"${organisation ? ` of ${organisation.name}` : ''} covers ${
    contract.productId !== null && product ? product.name : 'all products'
  } until ${contract.endsOn}.`;

/** Why a contract does not help here, or null when it does. */
function refusal(contract: SupportContract, { product, today }: EntitlementFacts): string | null {
  const named = `the ${contract.kind} contract "${contract.name}"`;
  if (contract.endsOn < today) return `${named} ended on ${contract.endsOn}`;
  if (contract.startsOn > today) return `${named} starts on ${contract.startsOn}`;
  if (contract.productId === null || contract.productId === product?.id) return null;
  return product
    ? `${named} does not cover ${product.name}`
    : `${named} covers one product only, and none that we know was named`;
}

/** At most this many contracts are named in a refusal: the latest ones. */
const NAMED = 5;

function whyNothing(facts: EntitlementFacts): string[] {
  const { asset, organisation, contracts } = facts;
  const latest = contracts.toSorted((a, b) => compare(b.endsOn, a.endsOn)).slice(0, NAMED);
  const left = contracts.length - latest.length;
  return [
    ...(organisation ? [] : ['the requester belongs to no organisation we know']),
    ...(organisation && contracts.length === 0 ? [`${organisation.name} has no contract`] : []),
    ...latest.flatMap((contract) => refusal(contract, facts) ?? []),
    ...(left > 0 ? [`${left} older contracts do not apply either`] : []),
    warranty(asset),
  ];
}

function warranty(asset: EntitledAsset | null): string {
  if (!asset) return 'no asset that we know was named';
  return asset.warrantyUntil
    ? `the warranty of asset ${asset.tag} ended on ${asset.warrantyUntil}`
    : `asset ${asset.tag} has no warranty`;
}
