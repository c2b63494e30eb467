import { useInfiniteQuery } from '@tanstack/react-query';
import { $api, api } from '../../../api/client';
import type { paths } from '../../../api/schema';

type Item<Path extends 'organisations' | 'contacts' | 'products' | 'assets' | 'contracts'> =
  paths[`/api/v1/${Path}`]['get']['responses'][200]['content']['application/json']['items'][number];
export type Organisation = Item<'organisations'>;
/** The address is a text; the description of the API leaves its shape open. */
export type Contact = Omit<Item<'contacts'>, 'email'> & { readonly email: string };
export type Product = Item<'products'>;
export type Asset = Item<'assets'>;
export type Contract = Item<'contracts'>;

interface Page<Entry> {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
}
interface Asked {
  readonly limit: number;
  readonly cursor?: string;
}

/** A list that is read on as far as somebody wants: there can be many customers. */
function usePages<Entry>(key: readonly unknown[], read: (asked: Asked, signal: AbortSignal) => Promise<Page<Entry>>) {
  return useInfiniteQuery({
    queryKey: ['get', ...key],
    queryFn: ({ pageParam, signal }) => read({ limit: 25, ...(pageParam !== null && { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });
}
export type Pages<Entry> = ReturnType<typeof usePages<Entry>>;

export const useOrganisations = (q: string) =>
  usePages<Organisation>(['/api/v1/organisations', q], async (asked, signal) => {
    const query = { ...asked, ...(q && { q }) };
    return (await api.GET('/api/v1/organisations', { params: { query }, signal })).data!;
  });

export const useProducts = (q: string) =>
  usePages<Product>(['/api/v1/products', q], async (asked, signal) => {
    const query = { ...asked, ...(q && { q }) };
    return (await api.GET('/api/v1/products', { params: { query }, signal })).data!;
  });

export const useContacts = (by: { readonly q?: string; readonly organisation?: string }) =>
  usePages<Contact>(['/api/v1/contacts', by], async (asked, signal) => {
    const query = { ...asked, ...by };
    return (await api.GET('/api/v1/contacts', { params: { query }, signal })).data! as unknown as Page<Contact>;
  });

export const useAssets = (organisation: string) =>
  usePages<Asset>(['/api/v1/assets', organisation], async (asked, signal) => {
    const query = { ...asked, organisation };
    return (await api.GET('/api/v1/assets', { params: { query }, signal })).data!;
  });

export const useContracts = (organisation: string) =>
  usePages<Contract>(['/api/v1/contracts', organisation], async (asked, signal) => {
    const query = { ...asked, organisation };
    return (await api.GET('/api/v1/contracts', { params: { query }, signal })).data!;
  });

const named = { staleTime: 5 * 60_000, retry: false } as const;
/** The name of one product, organisation or contact; nothing until it is read. */
export const useProduct = (id: string | null) =>
  $api.useQuery('get', '/api/v1/products/{id}', { params: { path: { id: id ?? '' } } }, { ...named, enabled: Boolean(id) }).data; // prettier-ignore
export const useOrganisation = (id: string | null) =>
  $api.useQuery('get', '/api/v1/organisations/{id}', { params: { path: { id: id ?? '' } } }, { ...named, enabled: Boolean(id) }).data; // prettier-ignore
export const useContact = (id: string | null) =>
  $api.useQuery('get', '/api/v1/contacts/{id}', { params: { path: { id: id ?? '' } } }, { ...named, enabled: Boolean(id) }).data as Contact | undefined; // prettier-ignore
