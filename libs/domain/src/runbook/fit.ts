import { WordSearch } from '../triage/words.js';

/** For which tickets a runbook is. An empty list does not ask. */
export interface RunbookScope {
  readonly tiers: readonly number[];
  readonly sectors: readonly string[];
  readonly productIds: readonly string[];
  readonly words: readonly string[];
}

/** What of a ticket decides which runbooks fit. */
export interface Fittable {
  readonly tier: number | null;
  readonly sector: string | null;
  readonly productId: string | null;
  readonly text: WordSearch;
}

export interface Fit {
  /** The higher the better. */
  readonly score: number;
  readonly why: readonly ('product' | 'words' | 'sector' | 'tier')[];
  /** The words of the runbook that were found. */
  readonly found: readonly string[];
}

const FIRST_TIER = 1;

/**
 * How well a runbook fits a ticket; null when it is for others. Tier, sector and product exclude where they differ; what a ticket does
 * not have yet excludes nothing. Words that are nowhere in it exclude only a runbook that nothing else speaks for.
 */
export function fitOf(runbook: RunbookScope, ticket: Fittable): Fit | null {
  if (!runbook.tiers.includes(ticket.tier ?? FIRST_TIER)) return null;
  if (differs(runbook.sectors, ticket.sector) || differs(runbook.productIds, ticket.productId)) return null;
  const found = runbook.words.filter((word) => ticket.text.has(word));
  const isForProduct = ticket.productId !== null && runbook.productIds.includes(ticket.productId);
  const isForSector = ticket.sector !== null && runbook.sectors.includes(ticket.sector);
  if (runbook.words.length > 0 && found.length === 0 && !isForProduct && !isForSector) return null;
  const why: Fit['why'] = [
    ...(isForProduct ? (['product'] as const) : []),
    ...(found.length > 0 ? (['words'] as const) : []),
    ...(isForSector ? (['sector'] as const) : []),
    'tier',
  ];
  return { score: (isForProduct ? 8 : 0) + Math.min(found.length, 3) * 4 + (isForSector ? 3 : 0) + 1, why, found };
}

/**
 * Whether a ticket may not leave its tier without this runbook: everything it names is so. Its sector may also be the one that the ticket
 * is to go to: whoever gets it wrote what is to be done before.
 */
export const isAskedFor = (runbook: RunbookScope, ticket: Fittable, toSector: string | null): boolean =>
  runbook.tiers.includes(ticket.tier ?? FIRST_TIER) &&
  (runbook.sectors.length === 0 ||
    [ticket.sector, toSector].some((one) => one !== null && runbook.sectors.includes(one))) &&
  (runbook.productIds.length === 0 || (ticket.productId !== null && runbook.productIds.includes(ticket.productId))) &&
  (runbook.words.length === 0 || runbook.words.some((word) => ticket.text.has(word)));

const differs = <T>(wanted: readonly T[], is: T | null): boolean =>
  wanted.length > 0 && is !== null && !wanted.includes(is);
