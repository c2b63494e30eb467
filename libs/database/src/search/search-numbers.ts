import { named, readRows, type Reader, type Visibility } from '../views/reader.js';
import { conditionsOf, type TicketFilters } from '../views/ticket-filters.js';
import type { CompiledSearch } from './compile-search.js';
import { BUCKET_BITS } from './index-posts.js';

export interface SearchPage {
  readonly visible: Visibility;
  readonly internal: boolean;
  readonly after: readonly [unknown, number] | null;
  readonly limit: number;
  /** Full, however long that takes. */
  readonly isFull?: boolean;
}

export interface FoundNumbers {
  readonly numbers: number[];
  /** Where to go on, or null when all was looked through. */
  readonly next: number | null;
}

const BUCKET = 2 ** BUCKET_BITS;
/** Asked for many buckets at once the index tries each on every hit: with so many hits it is asked for one after the other. */
const MANY_IN_A_BUCKET = 30;
/** With filters, so many tickets that pass them are looked at one by one before the words lead. */
const CANDIDATES = 1_000;
/** A window is to yield so many times what is still wanted, and no more hits than these, whoever may read them. */
const ENOUGH = 3;
const MOST_HITS = 2_000;
/** What is in no more tickets is looked for everywhere at once. */
const FEW_HITS = 1_500;
/** Whoever may not read everything is taken to read one ticket in so many, until it is known better. */
const READS_ONE_IN = 8;
/** A bucket costs the index as much as some hundred hits: instead of more than these it looks everywhere, if that is not too much. */
const MOST_BUCKETS = 24;
const NOT_TOO_MUCH = 3_000;
/** A page that has something is given out after so long, also when it is not full; an empty one somewhat later. */
const LONG_ENOUGH_MS = 40;
const TOO_LONG_MS = 1_000;

/**
 * The newest tickets that have the words. A frequent word is in some of the last few thousand, a rare one in few at all; two
 * frequent ones that hardly meet are neither. So it looks into one window of numbers after the other: the first as large as
 * the words are rare, each that follows as large as what was found so far lets it be.
 */
export async function searchNumbers(
  reader: Reader,
  search: CompiledSearch,
  filters: TicketFilters,
  page: SearchPage,
): Promise<FoundNumbers> {
  const began = performance.now();
  const wanted = page.limit + 1;
  let bound = Math.min(page.after?.[1] ?? Infinity, search.newest + 1);
  if (isNarrowed(filters, page)) {
    const { numbers, last } = await amongCandidates(reader, search, filters, page, bound, wanted);
    if (last === null || numbers.length >= wanted) return pageOf(numbers, page.limit, null);
  }
  const found: number[] = [];
  let width = firstWidth(search, page, wanted);
  while (bound > 0) {
    const window = windowBelow(bound, width);
    const { numbers, seen } = await inWindow(
      reader,
      search,
      filters,
      page,
      { ...window, bound },
      wanted - found.length,
    );
    found.push(...numbers);
    if (found.length >= wanted) break;
    const looked = Math.max(1, Math.min(bound, search.newest + 1) - window.from);
    bound = window.from;
    // Of few hits there may as well have been one more.
    const numbersFor = (hits: number, from: number): number => (hits * looked) / (from + 1);
    const next = Math.min(numbersFor((wanted - found.length) * ENOUGH, numbers.length), numbersFor(MOST_HITS, seen));
    width = affordable(next, (seen / looked) * bound);
    const spent = performance.now() - began;
    if (!page.isFull && spent > (found.length > 0 ? LONG_ENOUGH_MS : TOO_LONG_MS))
      return pageOf(found, page.limit, bound > 0 ? bound : null);
  }
  return pageOf(found, page.limit, null);
}

function pageOf(numbers: number[], limit: number, stoppedAt: number | null): FoundNumbers {
  const shown = numbers.slice(0, limit);
  return { numbers: shown, next: numbers.length > limit ? (shown.at(-1) ?? null) : stoppedAt };
}

/** An agent's sight alone is no filter: there may be thousands of tickets between two that he may read. */
const isNarrowed = (filters: TicketFilters, page: SearchPage): boolean =>
  conditionsOf(filters, page.internal, () => '').length > 0 || page.visible(1).isOfFew === true;

function firstWidth({ share, newest }: CompiledSearch, page: SearchPage, wanted: number): number {
  const hits = share * newest;
  if (hits <= FEW_HITS) return Infinity;
  const readers = page.visible(1).values.length > 0 ? READS_ONE_IN : 1;
  return affordable(Math.min(wanted * ENOUGH * readers, MOST_HITS) / share, hits);
}

/** A width that is not dearer than to look everywhere, where so many hits are. */
const affordable = (width: number, hits: number): number =>
  hits > NOT_TOO_MUCH ? Math.min(width, MOST_BUCKETS * BUCKET) : width;

interface Window {
  /** The lowest number in it. */
  readonly from: number;
  /** The words its tickets have, each one of them; null: all there are. */
  readonly buckets: readonly string[] | null;
}

function windowBelow(bound: number, width: number): Window {
  const last = (bound - 1) >> BUCKET_BITS;
  const first = Math.floor((bound - width) / BUCKET);
  const size = last - first + 1;
  if (first <= 0 || size > MOST_BUCKETS + 1) return { from: 0, buckets: null };
  return { from: first << BUCKET_BITS, buckets: Array.from({ length: size }, (_, index) => `'#${first + index}'`) };
}

/** A condition over `ticket_search`: it has the words, for customers what they may read of them. */
const isFound = (
  search: CompiledSearch,
  internal: boolean,
  parameter: (value: unknown) => string,
  buckets: Window['buckets'] = null,
) => {
  const has = (query: string): string => {
    if (!buckets) return `words @@ ${hidden(query, parameter)}`;
    const within = (bucket: string): string => (query === '' ? bucket : `(${query}) & ${bucket}`);
    if (search.share * BUCKET <= MANY_IN_A_BUCKET)
      return `words @@ ${hidden(within(`(${buckets.join(' | ')})`), parameter)}`;
    return `words @@ ANY (ARRAY(SELECT unnest(${parameter(buckets.map(within))}::tsquery[])))`;
  };
  if (internal) return has(search.query);
  const customers = `ts_filter(words, '{a}') @@ ${hidden(search.query, parameter)}`;
  return search.wanted === null && buckets === null ? customers : `${has(search.wanted ?? '')} AND ${customers}`;
};

/** Not told to the planner: it would take words for independent of each other, and look through the table for two that hardly meet. */
const hidden = (query: string, parameter: (value: unknown) => string): string =>
  `(SELECT ${parameter(query)}::tsquery)`;

async function amongCandidates(
  reader: Reader,
  search: CompiledSearch,
  filters: TicketFilters,
  page: SearchPage,
  bound: number,
  limit: number,
): Promise<{ numbers: number[]; last: number | null }> {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const where = [...conditionsOf(filters, page.internal, parameter), `ticket.number < ${parameter(bound)}::bigint`];
  const may = page.visible(values.length + 1);
  values.push(...may.values);
  const text = `
    WITH candidate AS MATERIALIZED (
      SELECT ticket.number FROM ticket WHERE ${[...where, `(${may.sql})`].join(' AND ')}
      ORDER BY ticket.number DESC LIMIT ${CANDIDATES}
    )
    SELECT ARRAY(
        SELECT candidate.number FROM candidate CROSS JOIN LATERAL (
          SELECT FROM ticket_search WHERE ticket_search.number = candidate.number AND ${isFound(search, page.internal, parameter)} LIMIT 1) found
        ORDER BY candidate.number DESC LIMIT ${parameter(limit)}) AS numbers,
      (SELECT number FROM candidate ORDER BY number DESC OFFSET ${CANDIDATES - 1}) AS last`;
  const [row] = await readRows<{ numbers: (number | string)[]; last: number | null }>(
    reader,
    { name: '', text },
    values,
  );
  return { numbers: (row?.numbers ?? []).map(Number), last: row?.last ?? null };
}

async function inWindow(
  reader: Reader,
  search: CompiledSearch,
  filters: TicketFilters,
  page: SearchPage,
  window: Window & { readonly bound: number },
  limit: number,
): Promise<{ numbers: number[]; seen: number }> {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const words = isFound(search, page.internal, parameter, window.buckets);
  // Not by the index of numbers: the buckets know nearly all of it.
  const range = `number + 0 < ${parameter(window.bound)}::bigint AND number + 0 >= ${parameter(window.from)}::bigint`;
  const conditions = conditionsOf(filters, page.internal, parameter);
  const may = page.visible(values.length + 1);
  values.push(...may.values);
  const isNarrow = conditions.length > 0 || may.values.length > 0;
  const hasFilters = conditions.length > 0;
  const text = `
    WITH found AS MATERIALIZED (SELECT number FROM ticket_search WHERE ${words} AND ${range})
    SELECT ARRAY(
        SELECT found.number FROM (SELECT number FROM found ORDER BY number DESC OFFSET 0) found ${
          isNarrow
            ? `CROSS JOIN LATERAL (SELECT FROM ticket WHERE ticket.number = found.number AND ${[...conditions, `(${may.sql})`].join(' AND ')} LIMIT 1) passed`
            : ''
        } ORDER BY found.number DESC LIMIT ${parameter(limit)}) AS numbers,
      (SELECT count(*)::integer FROM found) AS seen`;
  // Few texts without filters, and planning an agent's sight takes as long as some windows.
  const statement = hasFilters ? { name: '', text } : named('search-window', text);
  const [row] = await readRows<{ numbers: (number | string)[]; seen: number }>(reader, statement, values);
  return { numbers: (row?.numbers ?? []).map(Number), seen: row?.seen ?? 0 };
}
