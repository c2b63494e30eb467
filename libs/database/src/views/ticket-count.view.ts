import { z } from 'zod';
import { compileSearch } from '../search/compile-search.js';
import { searchNumbers } from '../search/search-numbers.js';
import { readRows, type Reader, type Visibility } from './reader.js';
import { conditionsOf, promisedTickets, type TicketFilters } from './ticket-filters.js';

/** Counted one by one up to here; what has words, where each is looked at longer, up to there. */
export const MOST_COUNTED = 10_000;
export const MOST_FOUND = 1_000;

/** How many tickets there are: exactly, or at least so many. */
export interface TicketCount {
  readonly count: number;
  readonly atLeast: boolean;
}

export const ticketCountSchema = z.object({
  count: z.int(),
  atLeast: z.boolean().meta({
    description: `True: there are more than these ${MOST_COUNTED}, in a search ${MOST_FOUND}. Never an estimate.`,
  }),
});

/** Counts the tickets that pass the filters and may be read. */
export async function ticketCountView(
  reader: Reader,
  filters: TicketFilters,
  { visible, internal }: { readonly visible: Visibility; readonly internal: boolean },
): Promise<TicketCount> {
  if (filters.search !== undefined) {
    const search = await compileSearch(reader, filters.search);
    if (!search) return { count: 0, atLeast: false };
    const page = { visible, internal, after: null, limit: MOST_FOUND, isFull: true };
    const { numbers, next } = await searchNumbers(reader, search, filters, page);
    return { count: numbers.length, atLeast: next !== null };
  }
  const values: unknown[] = [];
  const promised = promisedTickets(filters, internal);
  const conditions = conditionsOf(promised?.others ?? filters, internal, (value) => `$${values.push(value)}`);
  const may = visible(values.length + 1);
  values.push(...may.values);
  const tickets = [...conditions, may.sql].map((condition) => `(${condition})`).join(' AND ');
  // The planner takes promises for many more than they are, and would look at every open ticket instead.
  const passed = promised
    ? `(SELECT DISTINCT ticket_id FROM (${promised.ids}) AS ids) promised
        CROSS JOIN LATERAL (SELECT FROM ticket WHERE ticket.id = promised.ticket_id AND ${tickets} LIMIT 1) ticket`
    : `ticket WHERE ${tickets}`;
  const text = `SELECT count(*)::integer AS count FROM (SELECT FROM ${passed} LIMIT ${MOST_COUNTED + 1}) AS counted`;
  const [row] = await readRows<{ count: number }>(reader, { name: '', text }, values);
  const count = row?.count ?? 0;
  return { count: Math.min(count, MOST_COUNTED), atLeast: count > MOST_COUNTED };
}
