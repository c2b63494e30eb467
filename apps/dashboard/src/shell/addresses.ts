/* What the addresses of pages may carry after the `?`; whatever else somebody writes there is left out. */

/* An address somebody typed has `1` and `true` as they are, not as texts. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

type Texts<Key extends string> = { [Field in Key]?: string };

const pick = <Key extends string>(search: Readonly<Record<string, unknown>>, keys: readonly Key[]): Texts<Key> => {
  const texts: Texts<Key> = {};
  for (const key of keys) {
    const text = textOf(search[key]);
    if (text !== undefined) texts[key] = text;
  }
  return texts;
};

/** Which sector of a queue. */
export const queueSearch = (search: Readonly<Record<string, unknown>>): { sector?: string } => pick(search, ['sector']);

/** The filters of tickets, named as in `GET /api/v1/tickets`. */
export const filterKeys = [
  'q',
  'state',
  'priority',
  'tier',
  'sector',
  'assignee',
  'team',
  'organisation',
  'requester',
  'channel',
  'entitlement',
  'product',
  'asset',
  'language',
  'tags',
  'anyTag',
  'createdFrom',
  'createdTo',
  'updatedFrom',
  'updatedTo',
  'resolvedFrom',
  'resolvedTo',
  'dueBefore',
  'breached',
  'atRisk',
  'vendorCase',
  'bounces',
  'watched',
] as const;
export type FilterKey = (typeof filterKeys)[number];
export type TicketFilters = Texts<FilterKey>;

export const sorts = ['number', 'updated', 'due', 'waiting', 'priority'] as const;
export type Sort = (typeof sorts)[number];
const isSort = (value: unknown): value is Sort => sorts.some((sort) => sort === value);

/** Which tickets, in which order, and the view they began with. */
export interface TicketSearch extends TicketFilters {
  sort?: Sort;
  view?: string;
}

export function ticketSearch(search: Readonly<Record<string, unknown>>): TicketSearch {
  return {
    ...pick(search, [...filterKeys, 'view']),
    ...(isSort(search.sort) && { sort: search.sort }),
  };
}
