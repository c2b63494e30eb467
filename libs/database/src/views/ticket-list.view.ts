import { openStates, parseTicketNumber, type State } from '#domain';
import { z } from 'zod';
import { compileSearch } from '../search/compile-search.js';
import { excerptsOf } from '../search/excerpts.js';
import { searchNumbers } from '../search/search-numbers.js';
import { readRows, type Reader, type Visibility } from './reader.js';
import {
  onIdAlone,
  conditionsOf,
  isOpenTicket,
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
    return {
      items: items.map((item) => Object.assign(item, { match: null })),
      next: keys.length > shown.length ? (shown.at(-1) ?? null) : null,
    };
  }
  const search = await compileSearch(reader, filters.search);
  if (!search) return { items: [], next: null };
  const { numbers, next } = await searchNumbers(reader, search, filters, page);
  const [items, matches] = await Promise.all([
    ticketPage(reader, numbers, page.internal),
    excerptsOf(reader, numbers, search.stems, page.internal),
  ]);
  return {
    items: items.map((item) =>
      Object.assign(item, { match: matches.get(parseTicketNumber(item.number) ?? 0) ?? null }),
    ),
    next: next === null ? null : [null, next],
  };
}

interface Order {
  /** What a page goes by before the number. */
  readonly key: string;
  readonly from?: string;
  readonly conditions?: readonly string[];
  /** What holds of the promise a ticket is there for. */
  readonly ofClocks?: readonly string[];
  readonly order: string;
  /** What comes after a key. */
  readonly after: (key: string, number: string) => string;
}

const microseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000000)::bigint`;
const moment = (key: string): string => `(timestamptz 'epoch' + ${key}::bigint * interval '1 microsecond')`;

/** Of a promise that has an end. */
const running = (internal: boolean): string =>
  `clock.state = 'running' AND clock.due_at IS NOT NULL ${internal ? '' : TO_CUSTOMERS}`;

const orders = (internal: boolean): Readonly<Record<TicketSort | 'without due' | 'without due, taking', Order>> => {
  const notRunning = `NOT EXISTS (SELECT FROM clock WHERE clock.ticket_id = ticket.id AND ${running(internal)})`;
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
      key: microseconds('clock.due_at'),
      from: 'clock JOIN ticket ON ticket.id = clock.ticket_id',
      conditions: [isOpenTicket],
      ofClocks: [
        running(internal),
        `NOT EXISTS (SELECT FROM clock AS sooner WHERE sooner.ticket_id = ticket.id AND ${running(internal).replaceAll('clock.', 'sooner.')}
          AND (sooner.due_at, sooner.id) < (clock.due_at, clock.id) OFFSET 0)`,
      ],
      order: 'clock.due_at, ticket.number',
      after: (key, number) =>
        `clock.due_at >= ${moment(key)} AND (clock.due_at, ticket.number) > (${moment(key)}, ${number})`,
    },
    'without due': {
      key: 'NULL',
      conditions: [isOpenTicket, notRunning],
      order: 'ticket.number DESC',
      after: (_, number) => `ticket.number < ${number}`,
    },
    'without due, taking': {
      key: `coalesce(ticket.priority, 'P9')`,
      conditions: [isOpenTicket, notRunning],
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
  by: keyof typeof ordersForUs,
  after: ListKey | null,
  limit: number,
): Promise<ListKey[]> {
  const {
    key,
    from = 'ticket',
    conditions = [],
    ofClocks = [],
    order,
    after: isAfter,
  } = (page.internal ? ordersForUs : ordersForCustomers)[by];
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  // Said twice, the planner would take it for twice as selective.
  const areOpen = filters.states?.every((state) => (openStates as readonly State[]).includes(state)) ?? false;
  const ofOrder = conditions.filter((condition) => !(areOpen && condition === isOpenTicket));
  const ofTickets = [...ofOrder, ...conditionsOf(filters, page.internal, parameter)];
  const may = page.visible(values.length + 1);
  values.push(...may.values);
  const passed = [...ofTickets, `(${may.sql})`].join(' AND ');
  const others = [...ofClocks];
  const isAfterKey =
    after && isAfter(after[0] === null ? 'NULL' : parameter(after[0]), `${parameter(after[1])}::bigint`);
  if (isAfterKey) others.push(isAfterKey);
  const most = parameter(limit);
  const pageOf = (rowsOf: string): string =>
    `SELECT ${key} AS key, ticket.number FROM ${rowsOf} ORDER BY ${order} LIMIT ${most}`;
  const joined = `${from} WHERE ${[...others, passed].join(' AND ')}`;
  // Not prepared: there are too many combinations of filters, and each deserves a plan for its own values.
  const text =
    ofClocks.length === 0 || may.isOfFew || isOfFew(filters)
      ? pageOf(joined)
      : alongClocks(pageOf, { ofTickets, sight: `(${may.sql})`, others, filters, page, isAfterKey });
  const rows = await readRows<{ key: number | string | null; number: number }>(reader, { name: '', text }, values);
  return rows.map((row) => [row.key, row.number]);
}

/** So many tickets are sorted faster than found along all promises. */
const FEW = 800;

interface Along {
  /** What holds of tickets, who may read them, and what holds of their promises. */
  readonly ofTickets: readonly string[];
  readonly sight: string;
  readonly others: readonly string[];
  readonly filters: TicketFilters;
  readonly page: ListPage;
  readonly isAfterKey: string | null;
}

/**
 * The planner takes filters for more selective than they are, and would sort all: it is told to walk along the promises, and
 * to sort only when there turn out to be few, as in one place of the desk there may be.
 */
function alongClocks(
  pageOf: (rowsOf: string) => string,
  { ofTickets, sight, others, filters, page, isAfterKey }: Along,
): string {
  const passed = [...ofTickets, sight].join(' AND ');
  // What is known of an id is asked before the ticket is looked at; as a value, or the planner would join again.
  const isDecidedBefore = (condition: string): boolean => condition.startsWith(onIdAlone);
  const before = ofTickets
    .filter(isDecidedBefore)
    .map((condition) => `(${condition.replace('ticket.id', 'clock.ticket_id')}) IS TRUE`);
  const then = [...ofTickets.filter((condition) => !isDecidedBefore(condition)), sight].join(' AND ');
  const walk = `clock CROSS JOIN LATERAL (
      SELECT id, number FROM ticket WHERE ticket.id = clock.ticket_id AND ${then} LIMIT 1) ticket
    WHERE ${[...others, ...before].join(' AND ')}`;
  if ((filters.tiers ?? filters.sectors ?? filters.teamId) === undefined) return pageOf(walk);
  const isFew = '(SELECT yes FROM is_few)';
  const sorted = `few AS ticket CROSS JOIN LATERAL (
      SELECT due_at FROM clock WHERE clock.ticket_id = ticket.id AND ${running(page.internal)} ORDER BY due_at LIMIT 1) clock
    WHERE ${[isFew, ...(isAfterKey ? [isAfterKey] : [])].join(' AND ')}`;
  return `WITH few AS MATERIALIZED (SELECT id, number FROM ticket WHERE ${passed} LIMIT ${FEW + 1}),
      is_few AS MATERIALIZED (SELECT count(*) <= ${FEW} AS yes FROM few)
    SELECT key, number FROM ((${pageOf(sorted)}) UNION ALL (${pageOf(`${walk} AND NOT ${isFew}`)})) AS found
    ORDER BY key, number`;
}

/** Filters that leave few tickets: those lead. */
const isOfFew = (filters: TicketFilters): boolean =>
  filters.assigneeId != null ||
  (filters.requesterId ?? filters.requesterEmail ?? filters.assetId ?? filters.assetTag ?? filters.organisationId) !==
    undefined;
