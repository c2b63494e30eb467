import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { $api } from '../../api/client';

/** Somebody of the directory; the address is a text, the description of the API leaves its shape open. */
export interface KnownContact {
  readonly email: string;
  readonly name: string | null;
  readonly organisationName: string | null;
  readonly organisationId: string | null;
}

const LIMIT = 8;
const PAUSE_MS = 150;
/** Fewer letters fit nearly everybody. */
const LETTERS = 2;

const quietly = { placeholderData: keepPreviousData, retry: false } as const;

/** Contacts whose address or name has what was typed. */
export function useContactsLike(typed: string): readonly KnownContact[] {
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const { data } = $api.useQuery(
    'get',
    '/api/v1/contacts',
    { params: { query: { q, limit: LIMIT } } },
    { ...quietly, enabled: q.length >= LETTERS },
  );
  return q.length < LETTERS ? [] : ((data?.items ?? []) as unknown as readonly KnownContact[]);
}

/** Products whose code or name has what was typed; all at first. */
export function useProductsLike(typed: string) {
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const query = { limit: LIMIT, ...(q && { q }) };
  return $api.useQuery('get', '/api/v1/products', { params: { query } }, quietly).data?.items ?? [];
}

/** The tags of what the requester's organisation has. */
export function useTagsOf(organisation: string | null): readonly string[] {
  const query = { organisation: organisation ?? '', limit: 100 };
  const { data } = $api.useQuery(
    'get',
    '/api/v1/assets',
    { params: { query } },
    { retry: false, enabled: organisation !== null },
  );
  return organisation === null ? [] : (data?.items.map(({ tag }) => tag) ?? []);
}
