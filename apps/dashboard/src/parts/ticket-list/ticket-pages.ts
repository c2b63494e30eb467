import { keepPreviousData, useInfiniteQuery, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TicketSummary } from './ticket-summary';

/** How many tickets come at a time while one goes down a list. */
export const PAGE = 25;
/** How many one request may ask for. */
const AT_ONCE = 100;

interface Answer {
  readonly items: readonly TicketSummary[];
  readonly nextCursor: string | null;
}

/** Where a page begins. */
interface Place {
  /** How many pages come before it. */
  readonly index: number;
  /** Undefined: where the list begins; null: all was read. */
  readonly cursor: string | null | undefined;
  /** What came with the page before it, beyond that page. */
  readonly rest: readonly TicketSummary[];
}

export interface Page {
  readonly items: readonly TicketSummary[];
  readonly next: Place | null;
}

/** How the server is asked for tickets. */
export type Read = (page: { readonly cursor?: string; readonly limit: number }, signal: AbortSignal) => Promise<Answer>;

export const FIRST: Place = { index: 0, cursor: undefined, rest: [] };

/**
 * One page. `shown` is how many tickets each page on the screen has: a search that has looked long gives short ones. When
 * they are all read again because something has changed, each becomes as long as it was, and one request asks for all that
 * are shown from there on, not one each.
 */
export async function readPage(
  read: Read,
  { index, cursor, rest }: Place,
  shown: readonly number[],
  signal: AbortSignal,
): Promise<Page> {
  const wanted = shown.slice(index).reduce((sum, size) => sum + size, 0);
  const size = shown[index] ?? 0;
  let items = rest;
  // A search that has looked long and found nothing says where to go on: that is no answer yet.
  while (cursor !== null && items.length < Math.max(size, 1)) {
    const limit = Math.min(Math.max(Math.ceil((wanted - items.length) / PAGE), 1) * PAGE, AT_ONCE);
    const answer = await read({ limit, ...(cursor !== undefined && { cursor }) }, signal);
    items = [...items, ...answer.items];
    cursor = answer.nextCursor;
  }
  // What came beyond all that is shown belongs to the last page.
  return cut(items, index < shown.length - 1 ? size : items.length, { index: index + 1, cursor });
}

function cut(tickets: readonly TicketSummary[], size: number, next: Omit<Place, 'rest'>): Page {
  const rest = tickets.slice(size);
  const isLast = rest.length === 0 && next.cursor === null;
  return { items: tickets.slice(0, size), next: isLast ? null : { ...next, rest } };
}

/** Pages that were read at different moments may share a ticket. */
function together(pages: readonly Page[] | undefined): readonly TicketSummary[] {
  const tickets = new Map<string, TicketSummary>();
  for (const ticket of pages?.flatMap(({ items }) => items) ?? []) tickets.set(ticket.id, ticket);
  return [...tickets.values()];
}

interface Options {
  readonly queryKey: QueryKey;
  readonly read: Read;
  /** What was found before stays until what is asked for now has come. */
  readonly keepsPrevious?: boolean;
}

/** A list of tickets that grows as one goes down; what is shown of it is read again when something changes. */
export function useTicketPages({ queryKey, read, keepsPrevious = false }: Options) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal, client }) => {
      const shown = client.getQueryData<InfiniteData<Page>>(queryKey)?.pages ?? [];
      const sizes = shown.map(({ items }) => items.length);
      return readPage(read, pageParam, sizes, signal);
    },
    initialPageParam: FIRST,
    getNextPageParam: ({ next }: Page) => next,
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
  });
  const tickets = useMemo(() => together(query.data?.pages), [query.data]);
  return { ...query, data: query.data && tickets };
}
