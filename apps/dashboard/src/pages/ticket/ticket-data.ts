import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { $api, api } from '../../api/client';
import type { operations } from '../../api/schema';

type Answer<Operation extends keyof operations> = operations[Operation] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

export type TicketView = Answer<'ReadTicket.read'>;
export type State = TicketView['state'];
export type PostView = Answer<'ReadPosts.read'>['items'][number];
export type AttachmentView = PostView['attachments'][number];
export type ClockView = Answer<'ReadClocks.read'>['items'][number];
export type EventView = Answer<'ReadTimeline.read'>['items'][number];

const TICKET = '/api/v1/tickets/{idOrNumber}';
const IS_ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const byName = (idOrNumber: string) => ({ params: { path: { idOrNumber } } });

/** The ticket an address names by id or number. What changes is told by id, so it is kept by id. */
export function useTicketQuery(idOrNumber: string) {
  const isId = IS_ID.test(idOrNumber);
  const found = $api.useQuery('get', TICKET, byName(idOrNumber), { enabled: !isId, staleTime: Infinity });
  const id = isId ? idOrNumber : found.data?.id;
  const kept = $api.useQuery('get', TICKET, byName(id ?? ''), {
    enabled: id !== undefined,
    initialData: found.data,
    initialDataUpdatedAt: found.dataUpdatedAt,
  });
  return id === undefined ? found : kept;
}

/** Everything on the screen about this ticket is read again; `answer` is the ticket as an action left it. */
export function useTicketChanged() {
  const client = useQueryClient();
  return useCallback(
    (id: string, answer?: TicketView) => {
      if (answer) client.setQueryData($api.queryOptions('get', TICKET, byName(id)).queryKey, answer);
      return client.invalidateQueries({
        predicate: ({ queryKey: [, path, init] }) =>
          typeof path === 'string' &&
          (path.startsWith('/api/v1/tickets/{') || path.startsWith('/api/v1/desk')) &&
          !(answer && path === TICKET) &&
          !(path.includes('{') && !JSON.stringify(init).includes(id)),
      });
    },
    [client],
  );
}

const POSTS = '/api/v1/tickets/{idOrNumber}/posts';
const TIMELINE = '/api/v1/tickets/{idOrNumber}/timeline';
const page = (id: string, cursor?: string) => ({
  params: { path: { idOrNumber: id }, query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
});
const byCursor = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }: { readonly nextCursor: string | null }) => nextCursor ?? undefined,
};

/** What was written on the ticket, oldest first. */
export const usePosts = (id: string) =>
  useInfiniteQuery({
    queryKey: ['get', POSTS, page(id)],
    queryFn: async ({ pageParam, signal }) => (await api.GET(POSTS, { ...page(id, pageParam), signal })).data!,
    ...byCursor,
  });

/** What happened to the ticket, oldest first. */
export const useTimeline = (id: string) =>
  useInfiniteQuery({
    queryKey: ['get', TIMELINE, page(id)],
    queryFn: async ({ pageParam, signal }) => (await api.GET(TIMELINE, { ...page(id, pageParam), signal })).data!,
    ...byCursor,
  });

export const useClocks = (id: string) =>
  $api.useQuery('get', '/api/v1/tickets/{id}/clocks', { params: { path: { id } } });

export const useHandOvers = (id: string) =>
  $api.useQuery('get', '/api/v1/tickets/{id}/hand-overs', { params: { path: { id } } });
export type HandOvers = NonNullable<ReturnType<typeof useHandOvers>['data']>;
export type HandOver = HandOvers['items'][number];

export const useWorkLog = (id: string) =>
  $api.useQuery('get', '/api/v1/tickets/{id}/work-log', { params: { path: { id } } });
export type WorkLog = NonNullable<ReturnType<typeof useWorkLog>['data']>;

export const useContext = (id: string) =>
  $api.useQuery('get', '/api/v1/tickets/{id}/context', { params: { path: { id } } });
export type TicketContext = NonNullable<ReturnType<typeof useContext>['data']>;

/** Names behind ids; everybody inside may know them. */
export const useAgents = (enabled = true) =>
  $api.useQuery('get', '/api/v1/agents', { params: { query: { limit: 100 } } }, { staleTime: 300_000, enabled });
export const useTiers = () => $api.useQuery('get', '/api/v1/tiers', {}, { staleTime: 300_000 });
export const useSectors = () =>
  $api.useQuery('get', '/api/v1/sectors', { params: { query: { limit: 100 } } }, { staleTime: 300_000 });
