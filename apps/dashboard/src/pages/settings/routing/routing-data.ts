import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client';
import type { paths } from '../../../api/schema';
import { allPages } from '../parts/lists';

export type Rule =
  paths['/api/v1/triage/rules']['get']['responses'][200]['content']['application/json']['items'][number];
export type Matrix = paths['/api/v1/triage/matrix']['get']['responses'][200]['content']['application/json'];

export const levels = ['low', 'medium', 'high'] as const;

export const useProducts = () =>
  useQuery({
    queryKey: ['get', '/api/v1/products', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/products', { params: { query }, signal })).data!),
  });
export const useOrganisations = () =>
  useQuery({
    queryKey: ['get', '/api/v1/organisations', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/organisations', { params: { query }, signal })).data!),
  });
