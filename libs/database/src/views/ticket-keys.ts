import { openStates, type State } from '#domain';
import { z } from 'zod';
import type { Statement } from '../sql.js';
import { named, readRows, type Reader, type Visibility } from './reader.js';
import {
  clocksAtRisk,
  conditionsOf,
  isOpenTicket,
  ownConditions,
  promiseConditions,
  type TicketFilters,
  type TicketSort,
} from './ticket-filters.js';
import { dueOf, orderOf, type By } from './ticket-orders.js';
import { pageAlong, pageOf as pageOfNumbers, readPage, type PageRow } from './ticket-page.js';

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

/** The tickets of a page and one more, which tells whether there are more. */
export async function listed(reader: Reader, filters: TicketFilters, page: ListPage): Promise<PageRow[]> {
  const { sort, after } = page;
  const wanted = page.limit + 1;
  if (sort !== 'due' && sort !== 'taking') return select(reader, filters, page, sort, after);
  // What has nothing due comes after what has; its keys are no moments.
  const isAfterDue = after !== null && typeof after[0] !== 'number';
  const due = isAfterDue ? [] : await select(reader, filters, page, 'due', after);
  if (due.length === wanted) return due;
  const without = sort === 'due' ? 'without due' : 'without due, taking';
  const rest = await select(reader, filters, page, without, isAfterDue ? after : null);
  // What lost its last promise between the two statements is in both.
  const met = new Set(due.map(({ number }) => number));
  return [...due, ...rest.filter(({ number }) => !met.has(number))].slice(0, wanted);
}

async function select(
  reader: Reader,
  filters: TicketFilters,
  page: ListPage,
  by: By,
  after: ListKey | null,
): Promise<PageRow[]> {
  const { key, conditions = [], order, after: isAfter } = orderOf(by, page.internal);
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
  // Said in the text: PostgreSQL takes a limit it does not know for a tenth of all there is.
  const wanted = page.limit + 1;
  const limit = SIZES.find((size) => size >= wanted) ?? wanted;
  const pageOf = (rowsOf: string): string =>
    `SELECT ${key} AS key, ticket.number FROM ${rowsOf} ORDER BY ${order} LIMIT ${limit}`;
  const text = isDue
    ? byDue(pageOf, { passed, others, filters, page, isOfFew: may.isOfFew === true || isOfFew(filters), parameter })
    : by === 'number' && filters.created?.from !== undefined && filters.created.to !== undefined
      ? ofSpan(pageOf, [...others, passed].join(' AND '))
      : pageOf(`ticket WHERE ${[...others, passed].join(' AND ')}`);
  const isUnfiltered = ofTickets.length === ofOrder.length;
  const prepared = isDue || isUnfiltered ? preparedOf(pageAlong(text, page.internal)) : null;
  if (prepared) return (await readPage(reader, prepared, values)).slice(0, wanted);
  const keys = await readRows<Key>(reader, { name: '', text }, values);
  const keyOf = new Map(keys.slice(0, wanted).map(({ key, number }) => [number, key]));
  const rows = await pageOfNumbers(reader, [...keyOf.keys()], page.internal);
  return rows.map((row) => Object.assign(row, { key: keyOf.get(row.number) ?? null }));
}

interface Key {
  readonly key: number | string | null;
  readonly number: number;
}

/** How many rows a page is read with. */
const SIZES = [26, 51, 101];

const prepared = new Map<string, Statement>();
const MOST_PREPARED = 100;

/**
 * Pages whose plan is the same whatever the filters' values are prepared, and read in one go, for planning takes longer than
 * finding them; no more of them than a connection can keep. Other combinations of filters are too many, and each deserves a plan
 * for its own values: its keys are read first, and then their tickets by a statement that is prepared.
 */
function preparedOf(text: string): Statement | null {
  const known = prepared.get(text);
  if (known) return known;
  if (prepared.size >= MOST_PREPARED) return null;
  const statement = named('ticket-keys', text);
  prepared.set(text, statement);
  return statement;
}

/** So many tickets are sorted faster than found along all that are due. */
const FEW = 400;
/** The same of those at risk: those that are broken already, and known to be none, come first along all. */
const FEW_AT_RISK = 1_000;

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
  const walk = (along: string, ...conditions: readonly string[]): string => `${along} due CROSS JOIN LATERAL (
      SELECT id, number FROM ticket WHERE ticket.id = due.ticket_id AND ${passed} LIMIT 1) ticket
    ${where(...known, ...conditions)}`;
  const all = 'ticket_due';
  if (filters.isAtRisk)
    return asFewOrAll(
      FEW_AT_RISK,
      `few AS MATERIALIZED (${ticketsAtRisk} LIMIT ${FEW_AT_RISK + 1})`,
      'key, number',
      (isFew) => [pageOf(walk(dueOfFew, isFew)), pageOf(walk(all, `NOT ${isFew}`))],
    );
  if (isOneQueue || (filters.tiers ?? filters.sectors ?? filters.teamId) === undefined) return pageOf(walk(all));
  return asFewOrAll(FEW, few(`LIMIT ${FEW + 1}`), 'key, number', (isFew) => [
    pageOf(`${sorted} ${where(isFew, ...others)}`),
    pageOf(walk(all, `NOT ${isFew}`)),
  ]);
}

const ticketsAtRisk = `SELECT DISTINCT ticket_id FROM ${clocksAtRisk}`;
const dueOfFew = `(SELECT ticket_due.* FROM few CROSS JOIN LATERAL (
      SELECT * FROM ticket_due WHERE ticket_due.ticket_id = few.ticket_id AND due_at IS NOT NULL LIMIT 1) ticket_due
    ORDER BY due_at, number OFFSET 0)`;

/** So many tickets of a span of days are sorted faster than found among all that came after them. */
const FEW_OF_A_SPAN = 4_000;

/** The newest of a span of days: the planner would walk through all that came after it, for it takes any span for as near. */
function ofSpan(pageOf: (rowsOf: string) => string, passed: string): string {
  const few = `few AS MATERIALIZED (SELECT number FROM ticket WHERE ${passed} LIMIT ${FEW_OF_A_SPAN + 1})`;
  return asFewOrAll(FEW_OF_A_SPAN, few, 'number DESC', (isFew) => [
    pageOf(`few AS ticket WHERE ${isFew}`),
    pageOf(`ticket WHERE ${passed} AND NOT ${isFew}`),
  ]);
}

/** One of two ways to the same page: of `few`, when it holds no more than `most`, or of all. */
function asFewOrAll(
  most: number,
  few: string,
  order: string,
  pages: (isFew: string) => readonly [ofFew: string, ofAll: string],
): string {
  const [ofFew, ofAll] = pages('(SELECT yes FROM is_few)');
  return `WITH ${few}, is_few AS MATERIALIZED (SELECT count(*) <= ${most} AS yes FROM few)
    SELECT key, number FROM ((${ofFew}) UNION ALL (${ofAll})) AS found ORDER BY ${order}`;
}

/** Filters that leave few tickets: those lead. */
const isOfFew = (filters: TicketFilters): boolean =>
  filters.assigneeId != null ||
  (filters.requesterId ?? filters.requesterEmail ?? filters.assetId ?? filters.assetTag ?? filters.organisationId) !==
    undefined;
