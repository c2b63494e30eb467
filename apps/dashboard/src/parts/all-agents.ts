import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client';

/** Everybody at the desk, page after page: for their names. */
export const allAgents = queryOptions({
  queryKey: ['get', '/api/v1/agents', 'names'],
  staleTime: 300_000,
  queryFn: async ({ signal }) => {
    const agents: { readonly id: string; readonly name: string }[] = [];
    let cursor: string | null | undefined;
    do {
      const query = { limit: 100, ...(cursor && { cursor }) };
      const { data } = await api.GET('/api/v1/agents', { params: { query }, signal });
      agents.push(...(data?.items ?? []));
      cursor = data?.nextCursor;
    } while (cursor);
    return agents;
  },
});
