import { keepPreviousData } from '@tanstack/react-query';
import { $api, api } from '../../api/client';
import type { operations } from '../../api/schema';
import { useTicketPages } from '../../parts/ticket-list/ticket-pages';
import type { TicketFilters, TicketSearch } from '../../shell/addresses';

const TICKETS = '/api/v1/tickets';

type Query = NonNullable<operations['ListTickets.list']['parameters']['query']>;

/** What the address asks for, as the API is asked; what is wrong in it the API says. */
export const filtersOf = ({ view: _view, sort: _sort, ...filters }: TicketSearch): TicketFilters => filters;

/** The tickets that fit, page after page. */
export function useFound(search: TicketSearch) {
  const filters = filtersOf(search);
  // A search has one order.
  const sort = filters.q === undefined ? search.sort : undefined;
  const asked = { ...filters, ...(sort && { sort }) } as Query;
  return useTicketPages({
    queryKey: ['get', TICKETS, { params: { query: asked } }, 'pages'],
    read: async (page, signal) => {
      const { data } = await api.GET(TICKETS, { params: { query: { ...asked, ...page } }, signal });
      return data!;
    },
    keepsPrevious: true,
  });
}

/** How many fit. */
export const useCount = (search: TicketSearch) =>
  $api.useQuery(
    'get',
    '/api/v1/tickets/count',
    { params: { query: filtersOf(search) as Query } },
    { placeholderData: keepPreviousData },
  );
