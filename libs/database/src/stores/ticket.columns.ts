import type { Ticket } from '#domain';

/** Property of a ticket -> its column. One list, so that every statement reads and writes the same ticket. */
export const fixedColumns = {
  id: 'id',
  number: 'number',
  requesterId: 'requester_id',
  channel: 'channel',
  externalId: 'external_id',
  requestedRoute: 'requested_route',
  createdAt: 'created_at',
} as const satisfies Partial<Record<keyof Ticket, string>>;

/** What a move or a record may change. */
export const mutableColumns = {
  organisationId: 'organisation_id',
  language: 'language',
  productId: 'product_id',
  assetId: 'asset_id',
  location: 'location',
  symptom: 'symptom',
  underlyingProblem: 'underlying_problem',
  goal: 'goal',
  impact: 'impact',
  urgency: 'urgency',
  priority: 'priority',
  entitlement: 'entitlement',
  entitlementReason: 'entitlement_reason',
  tier: 'tier',
  sector: 'sector',
  teamId: 'team_id',
  assigneeId: 'assignee_id',
  stayVersion: 'stay_version',
  queuedAt: 'queued_at',
  receivedByTierAt: 'received_by_tier_at',
  handedOverFrom: 'handed_over_from',
  bounces: 'bounces',
  waitFor: 'wait_for',
  waitUntil: 'wait_until',
  vendorCaseId: 'vendor_case_id',
  solution: 'solution',
  solutionCode: 'solution_code',
  l1Capable: 'l1_capable',
  mergedInto: 'merged_into',
  tags: 'tags',
  resolvedAt: 'resolved_at',
  closedAt: 'closed_at',
} as const satisfies Partial<Record<keyof Ticket, string>>;

/** What seldom changes: left out of all writes that do not change it. */
export const describedColumns = {
  subject: 'subject',
  product: 'product',
  assetTag: 'asset_tag',
} as const satisfies Partial<Record<keyof Ticket, string>>;

const guardedColumns = { state: 'state', version: 'version', updatedAt: 'updated_at' } as const;

/** Complete by construction: a property of Ticket without a column does not compile. */
export const ticketColumns: Readonly<Record<keyof Ticket, string>> = {
  ...fixedColumns,
  ...mutableColumns,
  ...describedColumns,
  ...guardedColumns,
};

const allOfTicket = Object.keys(ticketColumns) as (keyof Ticket)[];

/** The select list that yields a `Ticket`, or only these properties of one. */
export const selectTicket = (alias = 'ticket', properties: readonly (keyof Ticket)[] = allOfTicket): string =>
  properties.map((property) => `${alias}.${ticketColumns[property]} AS "${property}"`).join(', ');
