import { useMemo } from 'react';
import { $api } from '../../api/client';
import type { TicketSummary } from '../../parts/ticket-list/ticket-summary';

const PAGE = 50;

/** How a tier's queue stands, all of it and by sector. */
export function useQueueFigures(tier: number) {
  const query = $api.useQuery('get', '/api/v1/desk/queues', { params: { query: { by: 'sector' } } });
  return { ...query, data: query.data && (query.data.items.find((queue) => queue.tier === tier) ?? null) };
}

/** What waits, in the order in which it should be taken. */
export function useWaiting(tier: number, sector: string | undefined) {
  const query = $api.useInfiniteQuery(
    'get',
    '/api/v1/desk/queues/{tier}',
    { params: { path: { tier: String(tier) }, query: { limit: PAGE, ...(sector && { sector }) } } },
    {
      pageParamName: 'cursor',
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    },
  );
  const tickets = useMemo(() => together(query.data?.pages), [query.data]);
  return { ...query, data: query.data && tickets };
}

/** Pages that were read at different moments may share a ticket. */
function together(
  pages: readonly { readonly items: readonly TicketSummary[] }[] | undefined,
): readonly TicketSummary[] {
  const tickets = new Map<string, TicketSummary>();
  for (const ticket of pages?.flatMap(({ items }) => items) ?? []) tickets.set(ticket.id, ticket);
  return [...tickets.values()];
}
