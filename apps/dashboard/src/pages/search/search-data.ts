import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { $api } from '../../api/client';
import type { operations } from '../../api/schema';
import type { TicketSummary } from '../../parts/ticket-list/ticket-summary';
import type { TicketFilters, TicketSearch } from '../../shell/addresses';

const PAGE = 50;

type Query = NonNullable<operations['ListTickets.list']['parameters']['query']>;

/** What the address asks for, as the API is asked; what is wrong in it the API says. */
export const filtersOf = ({ view: _view, sort: _sort, ...filters }: TicketSearch): TicketFilters => filters;

/** The tickets that fit, page after page. */
export function useFound(search: TicketSearch) {
  const filters = filtersOf(search);
  // A search has one order.
  const sort = filters.q === undefined ? search.sort : undefined;
  const query = { ...filters, ...(sort && { sort }), limit: PAGE } as Query;
  const found = $api.useInfiniteQuery(
    'get',
    '/api/v1/tickets',
    { params: { query } },
    {
      pageParamName: 'cursor',
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    },
  );
  const tickets = useMemo(() => {
    const all = new Map<string, TicketSummary>();
    for (const ticket of found.data?.pages.flatMap(({ items }) => items) ?? []) all.set(ticket.id, ticket);
    return [...all.values()];
  }, [found.data]);
  return { ...found, data: found.data && tickets };
}

/** How many fit. */
export const useCount = (search: TicketSearch) =>
  $api.useQuery(
    'get',
    '/api/v1/tickets/count',
    { params: { query: filtersOf(search) as Query } },
    { placeholderData: keepPreviousData },
  );
