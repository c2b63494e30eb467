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
  readonly cursor: string | null;
  /** What came with the page before it, beyond that page. */
  readonly rest: readonly TicketSummary[];
}

export interface Page {
  readonly items: readonly TicketSummary[];
  readonly next: Place | null;
}

/** How the server is asked for tickets. */
export type Read = (page: { readonly cursor?: string; readonly limit: number }, signal: AbortSignal) => Promise<Answer>;

export const FIRST: Place = { index: 0, cursor: null, rest: [] };

/**
 * One page. `shown` is how many pages are on the screen: when they are all read again because something has changed, one
 * request brings four of them, not one each.
 */
export async function readPage(read: Read, place: Place, shown: number, signal: AbortSignal): Promise<Page> {
  const { index, cursor, rest } = place;
  if (rest.length > 0) return cut(rest, index, cursor);
  const limit = Math.min(Math.max(shown - index, 1) * PAGE, AT_ONCE);
  let { items, nextCursor } = await read({ limit, ...(cursor !== null && { cursor }) }, signal);
  // A search that has looked long and found nothing says where to go on: that is no answer yet.
  while (items.length === 0 && nextCursor !== null)
    ({ items, nextCursor } = await read({ limit, cursor: nextCursor }, signal));
  return cut(items, index, nextCursor);
}

function cut(tickets: readonly TicketSummary[], index: number, cursor: string | null): Page {
  const rest = tickets.slice(PAGE);
  const isLast = rest.length === 0 && cursor === null;
  return { items: tickets.slice(0, PAGE), next: isLast ? null : { index: index + 1, cursor, rest } };
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
      const shown = client.getQueryData<InfiniteData<Page>>(queryKey)?.pages.length ?? 1;
      return readPage(read, pageParam, shown, signal);
    },
    initialPageParam: FIRST,
    getNextPageParam: ({ next }: Page) => next,
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
  });
  const tickets = useMemo(() => together(query.data?.pages), [query.data]);
  return { ...query, data: query.data && tickets };
}
