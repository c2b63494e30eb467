import {
  isUuid,
  parseTicketNumber,
  ticketNumber,
  whereIs,
  type Clock,
  type Language,
  type PlaceNames,
  type Ticket,
  type TimeAtTier,
} from '#domain';
import { run, type Statement, type Tx } from '../sql.js';
import { selectTicket } from '../stores/ticket.columns.js';
import type { LockedTicket } from '../stores/ticket.store.js';
import { clockJson, clockView, isToCustomer, type ClockView } from './clock.view.js';
import { everything, named, readRows, type Reader, type Visibility } from './reader.js';
import { toldPoliciesOf } from './told-policies.js';

export interface PersonView {
  readonly id: string;
  readonly name: string;
}

export interface RequesterView {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
}

export interface WorkOrderView {
  readonly id: string;
  readonly fromTier: number;
  readonly toTier: number;
  readonly situation: string | null;
  readonly tried: readonly { readonly action: string; readonly result: string }[];
  readonly hypothesis: string | null;
  readonly customerContext: string | null;
  readonly checkFirst: string | null;
  readonly reason: string | null;
  readonly automatic: boolean;
  readonly complete: boolean;
  readonly timePerTier: readonly TimeAtTier[];
  readonly createdAt: Date;
  readonly acceptedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly returnReason: string | null;
  readonly returnNote: string | null;
}

type Own = Omit<Ticket, 'number' | 'requesterId' | 'organisationId' | 'teamId' | 'assigneeId' | 'stayVersion'>;

/** A ticket in a list: its own fields, the names its ids stand for, and where it is in a sentence. */
export interface TicketSummary extends Own {
  /** `T-1042` */
  readonly number: string;
  readonly where: string;
  readonly requester: RequesterView;
  readonly organisation: PersonView | null;
  readonly team: PersonView | null;
  readonly assignee: PersonView | null;
}

/** A ticket on its own page: with its description (the first post), its clocks and, for those inside, its work orders. */
export interface TicketView extends TicketSummary {
  readonly description: string;
  readonly clocks: readonly ClockView[];
  readonly workOrders?: readonly WorkOrderView[];
}

/** What `selectNames` yields. */
export interface NamesOfTicket {
  readonly requesterEmail: string;
  readonly requesterName: string | null;
  readonly organisationName: string | null;
  readonly teamName: string | null;
  readonly assigneeName: string | null;
  readonly vendorName: string | null;
  readonly vendorCaseNumber: number | null;
  readonly mergedIntoNumber: number | null;
}

type TicketRow = Ticket & NamesOfTicket;

export interface TicketViewOptions {
  readonly visible?: Visibility;
  readonly internal?: boolean;
  readonly language?: Language;
}

/**
 * Reads one ticket by id or number (`T-1042`, `1042`).
 *   visible   who asks; left out, everything is visible
 *   internal  whether the work orders, and what tiers and vendors owe, belong to the answer: never for customers and their keys
 *   language  in which the clocks are explained; English when left out
 * Null when there is none, or none that may be read.
 */
export async function ticketView(
  reader: Reader,
  idOrNumber: string,
  { visible = everything, internal = false, language = 'en' }: TicketViewOptions = {},
): Promise<TicketView | null> {
  const key = isUuid(idOrNumber) ? idOrNumber : parseTicketNumber(idOrNumber);
  if (key === null) return null;
  const may = visible(2);
  const text = `SELECT ${selectTicket()}, ${selectAround(internal)}
    FROM ticket ${joinNames} WHERE ticket.${typeof key === 'string' ? 'id' : 'number'} = $1 AND (${may.sql})`;
  const [row] = await readRows<PageRow>(reader, named('ticket-view', text), [key, ...may.values]);
  return row ? toView(reader, row, language) : null;
}

/**
 * The same of a ticket that was locked or written: only what is around it is read, which is a third cheaper. When something else
 * was written on it since, all of it is.
 */
export async function lockedTicketView(
  tx: Tx,
  ticket: LockedTicket,
  options: Omit<TicketViewOptions, 'visible'>,
): Promise<TicketView> {
  const { internal = false, language = 'en' } = options;
  const statement = internal ? aroundForInside : aroundForCustomers;
  const [around] = await run<Around>(tx, statement, [ticket.id, ticket.version]);
  const view = around
    ? await toView(tx, Object.assign(around, ticket, { now: around.now }), language)
    : await ticketView(tx, ticket.id, options);
  if (!view) throw new Error(`Ticket ${ticket.id} is gone while it is locked.`);
  return view;
}

/** Work orders come along for those inside, who see all clocks. */
async function toView(reader: Reader, row: PageRow, language: Language): Promise<TicketView> {
  const shown = row.workOrders ? row.clocks : row.clocks.filter(isToCustomer);
  const toldOf = await toldPoliciesOf(
    reader,
    shown.map(({ policyVersion }) => policyVersion),
  );
  return {
    ...toSummary(row),
    description: row.description,
    clocks: shown.map((clock) =>
      clockView(withDates(clock), row.now, toldOf(clock.policyVersion), { language, openedAt: row.createdAt }),
    ),
    ...(row.workOrders && { workOrders: row.workOrders.map(withDates) }),
  };
}

/** What `selectAround` yields. */
type Around = NamesOfTicket &
  Pick<TicketView, 'description' | 'workOrders'> & { readonly clocks: readonly Clock[]; readonly now: Date };
type PageRow = Ticket & Around;

function toSummary(row: TicketRow): TicketSummary {
  return {
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
    productId: row.productId,
    assetId: row.assetId,
    location: row.location,
    symptom: row.symptom,
    underlyingProblem: row.underlyingProblem,
    goal: row.goal,
    impact: row.impact,
    urgency: row.urgency,
    priority: row.priority,
    entitlement: row.entitlement,
    entitlementReason: row.entitlementReason,
    requestedRoute: row.requestedRoute,
    tier: row.tier,
    sector: row.sector,
    team: place(row.teamId, row.teamName),
    assignee: place(row.assigneeId, row.assigneeName),
    queuedAt: row.queuedAt,
    receivedByTierAt: row.receivedByTierAt,
    handedOverFrom: row.handedOverFrom,
    bounces: row.bounces,
    waitFor: row.waitFor,
    waitUntil: row.waitUntil,
    vendorCaseId: row.vendorCaseId,
    solution: row.solution,
    solutionCode: row.solutionCode,
    l1Capable: row.l1Capable,
    mergedInto: row.mergedInto,
    tags: row.tags,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    resolvedAt: row.resolvedAt,
    closedAt: row.closedAt,
  };
}

/** The names `whereIs` takes. */
export const placeNames = (row: NamesOfTicket): PlaceNames => ({
  assignee: row.assigneeName,
  team: row.teamName,
  vendor: row.vendorName,
  vendorCase: row.vendorCaseNumber?.toString() ?? null,
  mergedInto: row.mergedIntoNumber === null ? null : ticketNumber(row.mergedIntoNumber),
});

export const place = (id: string | null, name: string | null): PersonView | null =>
  id === null ? null : { id, name: name ?? '' };

/** Instants inside JSON built by PostgreSQL are text: the properties named `...At` become Dates again. */
const withDates = <T extends object>(object: T): T =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      name.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
    ]),
  ) as T;

/** The names around a ticket, as `joinNames` joins them. */
export const selectNames = `requester.email AS "requesterEmail", requester.name AS "requesterName", organisation.name AS "organisationName",
  team.name AS "teamName", assignee.name AS "assigneeName", vendor.name AS "vendorName",
  vendor_case.number AS "vendorCaseNumber", target.number AS "mergedIntoNumber"`;

/** Beside `ticket`, for `selectNames`. */
export const joinNames = `JOIN contact requester ON requester.id = ticket.requester_id
  LEFT JOIN organisation ON organisation.id = ticket.organisation_id
  LEFT JOIN team ON team.id = ticket.team_id
  LEFT JOIN agent assignee ON assignee.id = ticket.assignee_id
  LEFT JOIN vendor_case ON vendor_case.id = ticket.vendor_case_id
  LEFT JOIN vendor ON vendor.id = vendor_case.vendor_id
  LEFT JOIN ticket target ON target.id = ticket.merged_into`;

const description = `SELECT body FROM post WHERE post.ticket_id = ticket.id ORDER BY created_at, post.id LIMIT 1`;

const clocks = `SELECT coalesce(json_agg(${clockJson} ORDER BY started_at, clock.id), '[]')
  FROM clock WHERE clock.ticket_id = ticket.id`;

const workOrders = `SELECT coalesce(json_agg(json_build_object(
    'id', work_order.id, 'fromTier', from_tier, 'toTier', to_tier, 'situation', situation, 'tried', tried,
    'hypothesis', hypothesis, 'customerContext', customer_context, 'checkFirst', check_first, 'reason', reason,
    'automatic', automatic, 'complete', complete, 'timePerTier', time_per_tier, 'createdAt', work_order.created_at,
    'acceptedAt', accepted_at, 'returnedAt', returned_at, 'returnReason', return_reason, 'returnNote', return_note)
    ORDER BY work_order.created_at, work_order.id), '[]')
  FROM work_order WHERE work_order.ticket_id = ticket.id`;

const selectAround = (internal: boolean): string =>
  `${selectNames}, (${description}) AS description, (${clocks}) AS clocks, clock_timestamp() AS now
    ${internal ? `, (${workOrders}) AS "workOrders"` : ''}`;

const aroundStatement = (name: string, internal: boolean): Statement => ({
  name,
  text: `SELECT ${selectAround(internal)} FROM ticket ${joinNames} WHERE ticket.id = $1 AND ticket.version = $2`,
});
const aroundForCustomers = aroundStatement('ticket-view-around', false);
const aroundForInside = aroundStatement('ticket-view-around-inside', true);
