import { $api, api } from '../../api/client';
import { useTicketPages } from '../../parts/ticket-list/ticket-pages';

/** How a tier's queue stands, all of it and by sector. */
export function useQueueFigures(tier: number) {
  const query = $api.useQuery('get', '/api/v1/desk/queues', { params: { query: { by: 'sector' } } });
  return { ...query, data: query.data && (query.data.items.find((queue) => queue.tier === tier) ?? null) };
}

const QUEUE = '/api/v1/desk/queues/{tier}';

/** What waits, in the order in which it should be taken. */
export function useWaiting(tier: number, sector: string | undefined) {
  const path = { tier: String(tier) };
  return useTicketPages({
    queryKey: ['get', QUEUE, { params: { path, query: { sector } } }, 'pages'],
    read: async (page, signal) => {
      const query = { ...page, ...(sector && { sector }) };
      const { data } = await api.GET(QUEUE, { params: { path, query }, signal });
      return data!;
    },
  });
}
