import { openStates, type State } from '#domain';
import { z } from 'zod';
import { compileSearch } from '../search/compile-search.js';
import { excerptsOf } from '../search/excerpts.js';
import { searchNumbers } from '../search/search-numbers.js';
import { readRows, type Reader, type Visibility } from './reader.js';
import {
  conditionsOf,
  isOpenTicket,
  ownConditions,
  promiseConditions,
  TO_CUSTOMERS,
  type TicketFilters,
  type TicketSort,
} from './ticket-filters.js';
import { ticketPage, type TicketListItem } from './ticket-page.js';

export interface ListPage {
  readonly visible: Visibility;
  /** Whether internal posts are searched and promises between ourselves count: never for whoever may not read them. */
  readonly internal: boolean;
  /** `taking`: as what waits should be taken. */
  readonly sort: TicketSort | 'taking';
  /** Where the page before ended. */
  readonly after: ListKey | null;
  readonly limit: number;
}

/** Where a page ends: what its order goes by (microseconds or a priority), and the number. */
const time = z.int().min(-62_135_596_800_000_000).max(7_258_118_400_000_000);
export const listKey = z.tuple([z.union([time, z.string().regex(/^P\d$/), z.null()]), z.int().min(0)]);
export type ListKey = z.output<typeof listKey>;

export interface TicketList {
  readonly items: TicketListItem[];
  readonly next: ListKey | null;
}

/**
 * A page of tickets. A search is answered newest first, and with fewer than asked for when it has looked long enough:
 * `next` says whether there may be more.
 */
export async function ticketListView(reader: Reader, filters: TicketFilters, page: ListPage): Promise<TicketList> {
  if (filters.search === undefined) {
    const keys = await keysOf(reader, filters, page);
    const shown = keys.slice(0, page.limit);
    const items = await ticketPage(
      reader,
      shown.map(([, number]) => number),
      page.internal,
    );
    return { items, next: keys.length > shown.length ? (shown.at(-1) ?? null) : null };
  }
  const search = await compileSearch(reader, filters.search);
  if (!search) return { items: [], next: null };
  const { numbers, next } = await searchNumbers(reader, search, filters, page);
  const matches = await excerptsOf(reader, numbers, search.stems, page.internal);
  const items = await ticketPage(reader, numbers, page.internal, matches);
  return { items, next: next === null ? null : [null, next] };
}

type By = TicketSort | 'without due' | 'without due, taking';

interface Order {
  /** What a page goes by before the number. */
  readonly key: string;
  readonly conditions?: readonly string[];
  readonly order: string;
  /** What comes after a key. */
  readonly after: (key: string, number: string) => string;
}

const microseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000000)::bigint`;
const moment = (key: string): string => `(timestamptz 'epoch' + ${key}::bigint * interval '1 microsecond')`;

/** When a ticket is due next, as `due`: one row, or none. Customers know of promises to customers only. */
const dueOf = (internal: boolean): string =>
  internal
    ? `SELECT due_at, number FROM ticket_due WHERE ticket_due.ticket_id = ticket.id AND due_at IS NOT NULL LIMIT 1`
    : `SELECT due_at, ticket.number FROM clock WHERE clock.ticket_id = ticket.id AND clock.state = 'running' AND due_at IS NOT NULL
        ${TO_CUSTOMERS} ORDER BY due_at LIMIT 1`;

const orders = (internal: boolean): Readonly<Record<By, Order>> => {
  const notDue = `NOT EXISTS (${dueOf(internal)})`;
  return {
    number: {
      key: 'NULL',
      order: 'ticket.number DESC',
      after: (_, number) => `ticket.number < ${number}`,
    },
    updated: {
      key: microseconds('ticket.updated_at'),
      order: 'ticket.updated_at DESC, ticket.number DESC',
      after: (key, number) => `(ticket.updated_at, ticket.number) < (${moment(key)}, ${number})`,
    },
    waiting: {
      key: microseconds('ticket.queued_at'),
      conditions: [`ticket.state = 'queued'`],
      order: 'ticket.queued_at, ticket.number',
      after: (key, number) => `(ticket.queued_at, ticket.number) > (${moment(key)}, ${number})`,
    },
    priority: {
      key: `coalesce(ticket.priority, 'P9')`,
      conditions: [isOpenTicket],
      order: `coalesce(ticket.priority, 'P9'), ticket.number`,
      after: (key, number) => `(coalesce(ticket.priority, 'P9'), ticket.number) > (${key}::text, ${number})`,
    },
    due: {
      key: microseconds('due.due_at'),
      conditions: [isOpenTicket],
      order: 'due.due_at, due.number',
      after: (key, number) => `(due.due_at, due.number) > (${moment(key)}, ${number})`,
    },
    'without due': {
      key: 'NULL',
      conditions: [isOpenTicket, notDue],
      order: 'ticket.number DESC',
      after: (_, number) => `ticket.number < ${number}`,
    },
    'without due, taking': {
      key: `coalesce(ticket.priority, 'P9')`,
      conditions: [isOpenTicket, notDue],
      order: `coalesce(ticket.priority, 'P9'), ticket.number`,
      after: (key, number) => `(coalesce(ticket.priority, 'P9'), ticket.number) > (${key}::text, ${number})`,
    },
  };
};
const ordersForUs = orders(true);
const ordersForCustomers = orders(false);

async function keysOf(reader: Reader, filters: TicketFilters, page: ListPage): Promise<ListKey[]> {
  const { sort, after } = page;
  const wanted = page.limit + 1;
  if (sort !== 'due' && sort !== 'taking') return select(reader, filters, page, sort, after, wanted);
  // What has nothing due comes after what has; its keys are no moments.
  const isAfterDue = after !== null && typeof after[0] !== 'number';
  const due = isAfterDue ? [] : await select(reader, filters, page, 'due', after, wanted);
  if (due.length === wanted) return due;
  const without = sort === 'due' ? 'without due' : 'without due, taking';
  const rest = await select(reader, filters, page, without, isAfterDue ? after : null, wanted - due.length);
  return [...due, ...rest];
}

async function select(
  reader: Reader,
  filters: TicketFilters,
  page: ListPage,
  by: By,
  after: ListKey | null,
  limit: number,
): Promise<ListKey[]> {
  const { key, conditions = [], order, after: isAfter } = (page.internal ? ordersForUs : ordersForCustomers)[by];
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  // Said twice, the planner would take it for twice as selective.
  const areOpen = filters.states?.every((state) => (openStates as readonly State[]).includes(state)) ?? false;
  const ofOrder = conditions.filter((condition) => !(areOpen && condition === isOpenTicket));
  const isDue = by === 'due';
  const ofTickets = [
    ...ofOrder,
    ...(isDue ? ownConditions(filters, parameter) : conditionsOf(filters, page.internal, parameter)),
  ];
  const may = page.visible(values.length + 1);
  values.push(...may.values);
  const passed = [...ofTickets, `(${may.sql})`].join(' AND ');
  const isAfterKey =
    after && isAfter(after[0] === null ? 'NULL' : parameter(after[0]), `${parameter(after[1])}::bigint`);
  const others = isAfterKey ? [isAfterKey] : [];
  const most = parameter(limit);
  const pageOf = (rowsOf: string): string =>
    `SELECT ${key} AS key, ticket.number FROM ${rowsOf} ORDER BY ${order} LIMIT ${most}`;
  // Not prepared: there are too many combinations of filters, and each deserves a plan for its own values.
  const text = isDue
    ? byDue(pageOf, { passed, others, filters, page, isOfFew: may.isOfFew === true || isOfFew(filters), parameter })
    : pageOf(`ticket WHERE ${[...others, passed].join(' AND ')}`);
  const rows = await readRows<{ key: number | string | null; number: number }>(reader, { name: '', text }, values);
  return rows.map((row) => [row.key, row.number]);
}

/** So many tickets are sorted faster than found along all that are due. */
const FEW = 400;

interface ByDue {
  /** What holds of tickets, and who may read them. */
  readonly passed: string;
  /** What holds of when they are due. */
  readonly others: readonly string[];
  readonly filters: TicketFilters;
  readonly page: ListPage;
  readonly isOfFew: boolean;
  readonly parameter: (value: unknown) => string;
}

/**
 * The planner takes filters for more selective than they are, and would sort all: it is told to walk along what is due, and
 * to sort only what is known for few, or turns out to be.
 */
function byDue(
  pageOf: (rowsOf: string) => string,
  { passed, others, filters, page, isOfFew: isKnownFew, parameter }: ByDue,
): string {
  const where = (...conditions: readonly string[]): string =>
    conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const promised = (id: string): string[] => promiseConditions(filters, page.internal, parameter, id);
  const few = (limit = ''): string =>
    `few AS MATERIALIZED (SELECT id, number FROM ticket ${where(passed, ...promised('ticket.id'))} ${limit})`;
  const sorted = `few AS ticket CROSS JOIN LATERAL (${dueOf(page.internal)}) due`;
  if (isKnownFew || !page.internal) return `WITH ${few()} ${pageOf(`${sorted} ${where(...others)}`)}`;
  const [tier, ...tiers] = filters.tiers ?? [];
  const isOneQueue = tier !== undefined && tiers.length === 0 && filters.states?.join() === 'queued';
  // What is known without the ticket is asked before it is looked at.
  const known = [
    'due.due_at IS NOT NULL',
    ...(isOneQueue ? [`due.queue = ${parameter(tier)}::integer`] : []),
    ...others,
    ...promised('due.ticket_id'),
  ];
  const walk = (...conditions: readonly string[]): string => `ticket_due due CROSS JOIN LATERAL (
      SELECT id, number FROM ticket WHERE ticket.id = due.ticket_id AND ${passed} LIMIT 1) ticket
    ${where(...known, ...conditions)}`;
  if (isOneQueue || (filters.tiers ?? filters.sectors ?? filters.teamId) === undefined) return pageOf(walk());
  const isFew = '(SELECT yes FROM is_few)';
  return `WITH ${few(`LIMIT ${FEW + 1}`)}, is_few AS MATERIALIZED (SELECT count(*) <= ${FEW} AS yes FROM few)
    SELECT key, number FROM ((${pageOf(`${sorted} ${where(isFew, ...others)}`)}) UNION ALL (${pageOf(walk(`NOT ${isFew}`))})) AS found
    ORDER BY key, number`;
}

/** Filters that leave few tickets: those lead. */
const isOfFew = (filters: TicketFilters): boolean =>
  filters.assigneeId != null ||
  (filters.requesterId ?? filters.requesterEmail ?? filters.assetId ?? filters.assetTag ?? filters.organisationId) !==
    undefined;
