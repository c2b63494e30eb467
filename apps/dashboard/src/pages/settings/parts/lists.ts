import { useQuery } from '@tanstack/react-query';
import { $api, api } from '../../../api/client';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}
interface Query {
  readonly limit: number;
  readonly cursor?: string;
}

/** Everything a list has, page after page: settings are few. */
export async function allPages<Item>(read: (query: Query) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await read({ limit: 100, ...(cursor !== null && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

export const useAgents = () =>
  useQuery({
    queryKey: ['get', '/api/v1/agents', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/agents', { params: { query }, signal })).data!),
  });
export type Agent = NonNullable<ReturnType<typeof useAgents>['data']>[number];

export const useTeams = () =>
  useQuery({
    queryKey: ['get', '/api/v1/teams', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/teams', { params: { query }, signal })).data!),
  });
export type Team = NonNullable<ReturnType<typeof useTeams>['data']>[number];

export const useSectors = () =>
  useQuery({
    queryKey: ['get', '/api/v1/sectors', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/sectors', { params: { query }, signal })).data!),
  });
export type Sector = NonNullable<ReturnType<typeof useSectors>['data']>[number];

export const useTiers = () => $api.useQuery('get', '/api/v1/tiers');
export type Tier = NonNullable<ReturnType<typeof useTiers>['data']>['items'][number];
