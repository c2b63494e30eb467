import { compileSearch } from '../search/compile-search.js';
import { excerptsOf } from '../search/excerpts.js';
import { searchNumbers } from '../search/search-numbers.js';
import type { Reader } from './reader.js';
import type { TicketFilters } from './ticket-filters.js';
import { listed, type ListKey, type ListPage } from './ticket-keys.js';
import { pageOf, toItem, type TicketListItem } from './ticket-page.js';

export interface TicketList {
  readonly items: TicketListItem[];
  readonly next: ListKey | null;
}

/**
 * A page of tickets. A search is answered newest first, and with fewer than asked for when it has looked long enough:
 * `next` says whether there may be more.
 */
export async function ticketListView(reader: Reader, filters: TicketFilters, page: ListPage): Promise<TicketList> {
  if (filters.search === undefined) {
    const rows = await listed(reader, filters, page);
    const shown = rows.slice(0, page.limit);
    const last = rows.length > shown.length ? shown.at(-1) : undefined;
    return { items: shown.map((row) => toItem(row)), next: last ? [last.key, last.number] : null };
  }
  const search = await compileSearch(reader, filters.search);
  if (!search) return { items: [], next: null };
  const { numbers, next } = await searchNumbers(reader, search, filters, page);
  // Both need the numbers only.
  const [rows, matches] = await Promise.all([
    pageOf(reader, numbers, page.internal),
    excerptsOf(reader, numbers, search.stems, page.internal),
  ]);
  const items = rows.map((row) => toItem(row, matches.get(row.number)));
  return { items, next: next === null ? null : [null, next] };
}
