import { ticketNumber, whereIs, type Excerpt, type Ticket } from '#domain';
import { z } from 'zod';
import { selectTicket } from '../stores/ticket.columns.js';
import { joinNextClock, nextClockSchema, selectNextClock, toNextClock, type NextClockRow } from './next-clock.js';
import { unseen, type Statement } from '../sql.js';
import { typesWithIsoInstants } from '../types.js';
import { named, readRows, type Reader } from './reader.js';
import { ticketSummarySchema, type Frozen } from './ticket.schema.js';
import { joinNames, place, placeNames, selectNames, type NamesOfTicket } from './ticket.view.js';

const instant = z.iso.datetime();

/** Where a search found a ticket; `postId` null: in its subject. */
export interface SearchMatch extends Excerpt {
  readonly postId: string | null;
}

/** A ticket as lists show it: without what only its own page tells. Instants are text already, as they are answered. */
export const ticketListItemSchema = ticketSummarySchema
  .pick({
    id: true,
    number: true,
    state: true,
    version: true,
    where: true,
    subject: true,
    requester: true,
    organisation: true,
    channel: true,
    language: true,
    externalId: true,
    product: true,
    assetTag: true,
    impact: true,
    urgency: true,
    priority: true,
    entitlement: true,
    tier: true,
    sector: true,
    team: true,
    assignee: true,
    handedOverFrom: true,
    bounces: true,
    waitFor: true,
    tags: true,
  })
  .extend({
    queuedAt: instant.nullable(),
    waitUntil: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    resolvedAt: instant.nullable(),
    closedAt: instant.nullable(),
    nextClock: nextClockSchema,
    match: z
      .object({
        postId: z.uuid().nullable().meta({ description: 'Null: the subject.' }),
        text: z.string().meta({ description: 'A piece of what was written, as it was written: text, never markup.' }),
        marks: z.array(z.tuple([z.int(), z.int()])).meta({ description: 'Where in it the words are: from, to.' }),
      })
      .nullable()
      .meta({
        description:
          'Where the words of `q` are; null when nothing was searched for, or no post has the words as they are.',
      }),
  });

export type TicketListItem = Frozen<z.output<typeof ticketListItemSchema>>;

const own = [
  'id',
  'number',
  'state',
  'version',
  'subject',
  'requesterId',
  'organisationId',
  'channel',
  'language',
  'externalId',
  'product',
  'assetTag',
  'impact',
  'urgency',
  'priority',
  'entitlement',
  'tier',
  'sector',
  'teamId',
  'assigneeId',
  'queuedAt',
  'handedOverFrom',
  'bounces',
  'waitFor',
  'waitUntil',
  'tags',
  'createdAt',
  'updatedAt',
  'resolvedAt',
  'closedAt',
] as const satisfies (keyof Ticket)[];

type Text<T> = T extends Date ? string : T;
/** A ticket of a page as it is read, with what the page's order goes by. */
export type PageRow = { readonly [Property in (typeof own)[number]]: Text<Ticket[Property]> } & NamesOfTicket &
  NextClockRow & { readonly key: number | string | null };

/**
 * The text of a statement that reads a page: the tickets whose numbers `keys` yields (a SELECT of `key` and `number`), in its order,
 * each with its key.
 */
export const pageAlong = (keys: string, internal: boolean): string => `
  WITH page AS MATERIALIZED (SELECT key, number, row_number() OVER () AS place FROM (${keys}) AS keys)
  SELECT page.key, ${selectTicket('ticket', own)}, ${selectNames}, ${selectNextClock}
  FROM page JOIN ticket ON ticket.number = page.number ${joinNames} ${joinNextClock(internal)} ORDER BY page.place`;

/** Runs what `pageAlong` says. */
export const readPage = (reader: Reader, statement: Statement, values: readonly unknown[]): Promise<PageRow[]> =>
  readRows<PageRow>(reader, { ...statement, types: typesWithIsoInstants }, values);

/** The tickets with these numbers, in this order, as they are now. */
export const pageOf = (reader: Reader, numbers: readonly number[], internal: boolean): Promise<PageRow[]> =>
  numbers.length === 0 ? Promise.resolve([]) : readPage(reader, internal ? givenForUs : givenForCustomers, [numbers]);

/** A ticket as lists show it; `match`: where a search found it. */
export const toItem = (row: PageRow, match: SearchMatch | null = null): TicketListItem => ({
  id: row.id,
  number: ticketNumber(row.number),
  state: row.state,
  version: row.version,
  where: whereIs(row, placeNames(row)),
  subject: row.subject,
  requester: { id: row.requesterId, email: row.requesterEmail, name: row.requesterName },
  organisation: place(row.organisationId, row.organisationName),
  channel: row.channel,
  language: row.language,
  externalId: row.externalId,
  product: row.product,
  assetTag: row.assetTag,
  impact: row.impact,
  urgency: row.urgency,
  priority: row.priority,
  entitlement: row.entitlement,
  tier: row.tier,
  sector: row.sector,
  team: place(row.teamId, row.teamName),
  assignee: place(row.assigneeId, row.assigneeName),
  queuedAt: row.queuedAt,
  handedOverFrom: row.handedOverFrom,
  bounces: row.bounces,
  waitFor: row.waitFor,
  waitUntil: row.waitUntil,
  tags: row.tags,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  resolvedAt: row.resolvedAt,
  closedAt: row.closedAt,
  nextClock: toNextClock(row),
  match,
});

const given = (internal: boolean): Statement =>
  named(
    'ticket-page',
    pageAlong(`SELECT NULL AS key, number FROM unnest(${unseen('$1::bigint[]')}) AS number`, internal),
  );
const givenForUs = given(true);
const givenForCustomers = given(false);
