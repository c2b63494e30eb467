import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client';
import type { paths } from '../../../api/schema';
import { eventWords } from '../../ticket/side/event-words';
import { allPages } from '../parts/lists';

export type Webhook =
  paths['/api/v1/webhooks']['get']['responses'][200]['content']['application/json']['items'][number];
export type MadeWebhook = paths['/api/v1/webhooks']['post']['responses'][201]['content']['application/json'];
export type Delivery =
  paths['/api/v1/webhooks/{id}/deliveries']['get']['responses'][200]['content']['application/json']['items'][number];

/** All types of events there are: those that timelines have words for. */
export const eventTypes = Object.keys(eventWords.en).filter((type) => !type.includes(':'));

export const useWebhooks = () =>
  useQuery({
    queryKey: ['get', '/api/v1/webhooks', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/webhooks', { params: { query }, signal })).data!),
    staleTime: 0,
  });
