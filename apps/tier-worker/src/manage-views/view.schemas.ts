import { ticketCountSchema } from '#database';
import { isOrderOfSearch, orderOfSearch, text, ticketFilterFields, ticketSortField } from '#http';
import { z } from 'zod';

const columns = [
  'number',
  'subject',
  'state',
  'priority',
  'tier',
  'sector',
  'team',
  'assignee',
  'requester',
  'organisation',
  'channel',
  'language',
  'product',
  'asset',
  'entitlement',
  'tags',
  'bounces',
  'nextClock',
  'where',
  'createdAt',
  'updatedAt',
  'queuedAt',
  'resolvedAt',
] as const;

export const filtersSchema = z.strictObject(ticketFilterFields);
export type ViewFilters = z.output<typeof filtersSchema>;

const sharedWith = z.strictObject({
  everybody: z.boolean().default(false),
  teams: z.array(z.uuid()).max(100).default([]).meta({ description: "Teams' ids." }),
  tiers: z.array(z.int().min(1).max(99)).max(99).default([]),
});

const fields = {
  name: text({ max: 100 }),
  filters: filtersSchema.meta({
    description: 'As in the query of `GET /tickets`; `me` is whoever looks at the view.',
  }),
  sort: ticketSortField,
  columns: z.array(z.enum(columns)).min(1, 'Show at least one column.').max(columns.length),
  position: z.int().min(0).max(10_000).meta({ description: 'Views stand in this order, those of the same by name.' }),
  sharedWith: sharedWith.meta({ description: 'Who sees it beside its owner. Only leads and admins share.' }),
};

export const defaultColumns = [
  'number',
  'subject',
  'priority',
  'requester',
  'assignee',
  'nextClock',
  'updatedAt',
] as const;

const isInOrder = ({ filters, sort }: { filters?: ViewFilters | undefined; sort?: string | undefined }): boolean =>
  isOrderOfSearch({ q: filters?.q, sort });

export const newView = z
  .strictObject({
    ...fields,
    sort: fields.sort.default('number'),
    columns: fields.columns.default([...defaultColumns]),
    position: fields.position.default(0),
    sharedWith: fields.sharedWith.optional(),
  })
  .refine(isInOrder, orderOfSearch);
export type NewView = z.output<typeof newView>;

export const viewChange = z.strictObject(fields).partial();
export type ViewChange = z.output<typeof viewChange>;

export const viewSchema = z.object({
  id: z.string().meta({ description: 'A UUID, or the name of a view that everybody has, such as `my-open`.' }),
  kind: z.enum(['default', 'own', 'shared']),
  name: z.string(),
  filters: filtersSchema,
  sort: ticketSortField,
  columns: z.array(z.enum(columns)),
  position: z.int(),
  sharedWith: z.object({ everybody: z.boolean(), teams: z.array(z.uuid()), tiers: z.array(z.int()) }),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  mayChange: z.boolean(),
  count: ticketCountSchema
    .nullable()
    .meta({ description: 'With `counts=true`; null otherwise, or while it takes too long to count.' }),
});
export type View = z.output<typeof viewSchema>;

export const viewsQuery = z.strictObject({
  counts: z.enum(['true', 'false'], 'Give true or false.').default('false'),
});
