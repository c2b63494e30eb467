import { isUuid, openStates, type Channel, type Entitlement, type Priority, type State } from '#domain';

export const ticketSorts = ['number', 'updated', 'due', 'waiting', 'priority'] as const;
export type TicketSort = (typeof ticketSorts)[number];

/** Filters as they are asked for: texts, as in a query string; lists with commas between. Checked before. */
export interface AskedFilters {
  readonly tier?: string | undefined;
  readonly state?: string | undefined;
  readonly assignee?: string | undefined;
  readonly team?: string | undefined;
  readonly organisation?: string | undefined;
  readonly requester?: string | undefined;
  readonly priority?: string | undefined;
  readonly sector?: string | undefined;
  readonly channel?: string | undefined;
  readonly entitlement?: string | undefined;
  readonly product?: string | undefined;
  readonly asset?: string | undefined;
  readonly language?: string | undefined;
  readonly tags?: string | undefined;
  readonly anyTag?: string | undefined;
  readonly createdFrom?: string | undefined;
  readonly createdTo?: string | undefined;
  readonly updatedFrom?: string | undefined;
  readonly updatedTo?: string | undefined;
  readonly resolvedFrom?: string | undefined;
  readonly resolvedTo?: string | undefined;
  readonly dueBefore?: string | undefined;
  readonly breached?: 'true' | 'false' | undefined;
  readonly atRisk?: 'true' | 'false' | undefined;
  readonly vendorCase?: 'true' | 'false' | undefined;
  readonly watched?: 'true' | 'false' | undefined;
  readonly bounces?: string | undefined;
  readonly q?: string | undefined;
}

/** What narrows a list of tickets; what is left out does not. Ids are UUIDs, instants ISO 8601 or `-7d`, `-12h` before now. */
export interface TicketFilters {
  readonly tiers?: readonly number[] | undefined;
  readonly states?: readonly State[] | undefined;
  /** An agent's id, or null for tickets nobody holds. */
  readonly assigneeId?: string | null | undefined;
  readonly teamId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly requesterId?: string | undefined;
  readonly requesterEmail?: string | undefined;
  readonly priorities?: readonly Priority[] | undefined;
  readonly sectors?: readonly string[] | undefined;
  readonly channels?: readonly Channel[] | undefined;
  readonly entitlements?: readonly Entitlement[] | undefined;
  readonly productId?: string | undefined;
  readonly productCode?: string | undefined;
  readonly assetId?: string | undefined;
  readonly assetTag?: string | undefined;
  readonly language?: string | undefined;
  readonly allTags?: readonly string[] | undefined;
  readonly anyTags?: readonly string[] | undefined;
  readonly created?: Span;
  readonly updated?: Span;
  readonly resolved?: Span;
  readonly dueBefore?: string | undefined;
  readonly isBreached?: boolean | undefined;
  readonly isAtRisk?: boolean | undefined;
  readonly hasVendorCase?: boolean | undefined;
  /** By this agent, or just not by him. */
  readonly watched?: { readonly by: string; readonly is: boolean } | undefined;
  readonly leastBounces?: number | undefined;
  /** Words in the subject or in posts, as a person types them: `printer -paper "no ink"`. */
  readonly search?: string | undefined;
}

/** From, inclusive, to, exclusive. */
export interface Span {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What was asked for, by whom: `me` is he. */
export function ticketFilters(asked: AskedFilters, callerId: string): TicketFilters {
  const { assignee, requester, product, asset } = asked;
  return {
    tiers: list(asked.tier)?.map((tier) => Number(tier.replace(/^L/i, ''))),
    states: list(asked.state) as State[] | undefined,
    ...(assignee !== undefined && {
      assigneeId: assignee === 'none' ? null : assignee === 'me' ? callerId : assignee,
    }),
    teamId: asked.team,
    organisationId: asked.organisation,
    ...(requester !== undefined &&
      (isUuid(requester) ? { requesterId: requester } : { requesterEmail: requester.toLowerCase() })),
    priorities: list(asked.priority) as Priority[] | undefined,
    sectors: list(asked.sector),
    channels: list(asked.channel) as Channel[] | undefined,
    entitlements: list(asked.entitlement) as Entitlement[] | undefined,
    ...(product !== undefined && (isUuid(product) ? { productId: product } : { productCode: product })),
    ...(asset !== undefined && (isUuid(asset) ? { assetId: asset } : { assetTag: asset.toLowerCase() })),
    language: asked.language,
    allTags: list(asked.tags),
    anyTags: list(asked.anyTag),
    created: { from: momentOf(asked.createdFrom), to: momentOf(asked.createdTo) },
    updated: { from: momentOf(asked.updatedFrom), to: momentOf(asked.updatedTo) },
    resolved: { from: momentOf(asked.resolvedFrom), to: momentOf(asked.resolvedTo) },
    dueBefore: momentOf(asked.dueBefore),
    isBreached: flag(asked.breached),
    isAtRisk: flag(asked.atRisk),
    hasVendorCase: flag(asked.vendorCase),
    ...(asked.watched !== undefined && { watched: { by: callerId, is: asked.watched === 'true' } }),
    leastBounces: asked.bounces === undefined ? undefined : Number(asked.bounces),
    search: asked.q,
  };
}

const list = (values: string | undefined): string[] | undefined => values?.split(',');
/** PostgreSQL knows fewer offsets from UTC than ISO 8601. */
const momentOf = (value: string | undefined): string | undefined =>
  value === undefined || value.startsWith('-') ? value : new Date(value).toISOString();
const flag = (value: string | undefined): boolean | undefined => (value === undefined ? undefined : value === 'true');

/** Adds a value and gives the name of its parameter. */
export type Parameter = (value: unknown) => string;

/** What the filters say of a row of `ticket`, except for the search. `internal`: whether promises between ourselves count. */
export const conditionsOf = (filters: TicketFilters, internal: boolean, parameter: Parameter): string[] => [
  ...ownConditions(filters, parameter),
  ...promiseConditions(filters, internal, parameter),
];

/** What they say of the ticket itself, but for its promises. */
export function ownConditions(filters: TicketFilters, parameter: Parameter): string[] {
  const conditions: string[] = [];
  const say = (value: unknown, condition: (parameter: string) => string): void => {
    if (value !== undefined) conditions.push(condition(parameter(value)));
  };
  /** One value is said as one: indexes of some state or tier alone are found by that. */
  const sayOneOf = (values: readonly unknown[] | undefined, column: string, type: string): void => {
    if (values?.length === 1) say(values[0], (p) => `${column} = ${p}::${type}`);
    else say(values, (p) => `${column} = ANY (${p}::${type}[])`);
  };
  sayOneOf(filters.tiers, 'ticket.tier', 'integer');
  sayOneOf(filters.states, 'ticket.state', 'text');
  if (filters.assigneeId === null) conditions.push('ticket.assignee_id IS NULL');
  else say(filters.assigneeId, (p) => `ticket.assignee_id = ${p}::uuid`);
  say(filters.teamId, (p) => `ticket.team_id = ${p}::uuid`);
  say(filters.organisationId, (p) => `ticket.organisation_id = ${p}::uuid`);
  say(filters.requesterId, (p) => `ticket.requester_id = ${p}::uuid`);
  say(filters.requesterEmail, (p) => `ticket.requester_id = (SELECT id FROM contact WHERE email = ${p}::text)`);
  say(filters.priorities, (p) => `ticket.priority = ANY (${p}::text[])`);
  say(filters.sectors, (p) => `ticket.sector = ANY (${p}::text[])`);
  say(filters.channels, (p) => `ticket.channel = ANY (${p}::text[])`);
  say(filters.entitlements, (p) => `ticket.entitlement = ANY (${p}::text[])`);
  say(filters.productId, (p) => `ticket.product_id = ${p}::uuid`);
  say(filters.productCode, (p) => `ticket.product_id = (SELECT id FROM product WHERE code = ${p}::text)`);
  say(filters.assetId, (p) => `ticket.asset_id = ${p}::uuid`);
  say(filters.assetTag, (p) => `ticket.asset_id IN (SELECT id FROM asset WHERE lower(tag) = ${p}::text)`);
  say(filters.language, (p) => `ticket.language = ${p}::text`);
  say(filters.allTags, (p) => `(ticket.tags @> ${p}::text[] AND ticket.tags <> '{}')`);
  say(filters.anyTags, (p) => `(ticket.tags && ${p}::text[] AND ticket.tags <> '{}')`);
  for (const column of ['created', 'updated', 'resolved'] as const) {
    say(filters[column]?.from, (p) => `ticket.${column}_at >= ${instant(p)}`);
    say(filters[column]?.to, (p) => `ticket.${column}_at < ${instant(p)}`);
  }
  const { watched } = filters;
  say(watched?.by, (p) => `ticket.id ${watched?.is ? '' : 'NOT '}IN (SELECT ticket_id FROM ticket_watcher WHERE agent_id = ${p}::uuid)`); // prettier-ignore
  say(filters.leastBounces, (p) => `ticket.bounces >= ${p}::integer`);
  if (filters.hasVendorCase !== undefined) {
    conditions.push(
      `${filters.hasVendorCase ? '' : 'NOT '}EXISTS (SELECT FROM vendor_case WHERE vendor_case.ticket_id = ticket.id)`,
    );
  }
  return conditions;
}

/**
 * What the filters say of a ticket's promises.
 *   ofOne  the column of a ticket's id, when it is asked of one after the other until a page is full: otherwise the
 *          tickets of all such promises are gathered first
 */
export function promiseConditions(
  { isBreached, isAtRisk, dueBefore }: TicketFilters,
  internal: boolean,
  parameter: Parameter,
  ofOne?: string,
): string[] {
  const has = (clocks: string): string =>
    ofOne === undefined
      ? `ticket.id IN (${ticketsOf(clocks, internal)})`
      : `EXISTS (${ticketsOf(clocks, internal)} AND clock.ticket_id = ${ofOne} OFFSET 0)`;
  const conditions: string[] = [];
  const say = (is: boolean | undefined, condition: string): void => {
    if (is !== undefined) conditions.push(is ? condition : `NOT ${condition}`);
  };
  say(isBreached, has(brokenClocks));
  say(isAtRisk, has(ofOne === undefined ? clocksAtRisk : clockAtRisk));
  if (dueBefore !== undefined) conditions.push(isDueBefore(instant(parameter(dueBefore)), internal, ofOne));
  return conditions;
}

const ticketsOf = (clocks: string, internal: boolean): string =>
  `SELECT clock.ticket_id FROM ${clocks} ${internal ? '' : TO_CUSTOMERS}`;

/** Where filters ask for broken promises, or for those at risk: a SELECT of their tickets' ids, and the filters without that; else null. They are few of all that are open. */
export function promisedTickets(
  filters: TicketFilters,
  internal: boolean,
): { readonly ids: string; readonly others: TicketFilters } | null {
  const { isBreached, isAtRisk, ...rest } = filters;
  if (isBreached) return { ids: ticketsOf(brokenClocks, internal), others: { ...rest, isAtRisk } };
  return isAtRisk ? { ids: ticketsOf(clocksAtRisk, internal), others: { ...rest, isBreached } } : null;
}

/** What to say after FROM. */
export const brokenClocks = `clock WHERE breached_at IS NOT NULL AND ended_at IS NULL`;

const untilAtRisk = `now() + target_seconds * interval '0.25 seconds'`;

/** With less than a quarter of the promised time left: what to say after FROM. */
const clockAtRisk = `clock WHERE state = 'running' AND breached_at IS NULL
  AND due_at <= (SELECT ${untilAtRisk} FROM sla_policy_version WHERE id = clock.policy_version)`;

/** All such clocks: of each policy those that are due by then, one range of an index. */
export const clocksAtRisk = `(SELECT id, ${untilAtRisk} AS until FROM sla_policy_version OFFSET 0) policy
    CROSS JOIN LATERAL (SELECT ticket_id, kind FROM clock
      WHERE policy_version = policy.id AND state = 'running' AND breached_at IS NULL AND due_at <= policy.until OFFSET 0) clock
  WHERE true`;

/** The soonest of all promises is known of each ticket, those to the customer have to be looked up. */
function isDueBefore(moment: string, internal: boolean, ofOne = 'ticket.id'): string {
  if (!internal)
    return `EXISTS (SELECT FROM clock WHERE state = 'running' AND due_at < ${moment} ${TO_CUSTOMERS} AND clock.ticket_id = ${ofOne} OFFSET 0)`;
  return `${ofOne} IN (SELECT ticket_id FROM ticket_due WHERE due_at < ${moment})`;
}

/** What customers see of clocks. */
export const TO_CUSTOMERS = `AND clock.kind IN ('first_response', 'next_response', 'periodic_update', 'resolution')`;

/** `-7d`: so long before now. */
const instant = (parameter: string): string =>
  `(CASE WHEN ${parameter}::text LIKE '-%' THEN now() - translate(${parameter}, '-', '')::interval ELSE ${parameter}::timestamptz END)`;

export const isOpenTicket = `ticket.state IN (${openStates.map((state) => `'${state}'`).join(', ')})`;
