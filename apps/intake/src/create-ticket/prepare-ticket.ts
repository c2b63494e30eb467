import { toSummary, type NewTicket, type TicketView } from '#database';
import type { Actor, Ticket } from '#domain';
import { TICKETS_PATH } from './idempotency-key.js';
import type { KnownContact } from './look-up.js';
import type { TicketDraft } from './ticket-draft.js';

/** The ticket a draft becomes, and the answer that says so: made before the commit, because the answer is kept with it. */
export function prepare(
  draft: TicketDraft,
  {
    contact,
    number,
    now,
    organisations,
  }: {
    readonly contact: KnownContact;
    readonly number: number;
    readonly now: Date;
    readonly organisations: ReadonlyMap<string, string>;
  },
) {
  const { request, by, idempotency } = draft;
  const organisationId = contact.organisationId ?? draft.boundTo;
  const own = {
    id: draft.id,
    number,
    createdAt: now,
    subject: request.subject,
    requesterId: contact.id,
    organisationId,
    channel: request.channel,
    language: request.language ?? null,
    externalId: request.externalId ?? null,
    product: request.product ?? null,
    assetTag: request.assetTag ?? null,
    impact: request.impact,
    urgency: request.urgency,
    requestedRoute: draft.requestedRoute,
  };
  const view: TicketView = {
    ...toSummary({
      ...own,
      ...asReceived,
      updatedAt: now,
      requesterEmail: contact.email,
      requesterName: contact.name,
      organisationName: contact.organisationName ?? (organisationId && organisations.get(organisationId)) ?? null,
    }),
    description: request.description,
    clocks: [],
  };
  const response = JSON.stringify(view);
  const ticket: NewTicket = {
    ...own,
    by,
    createdBy: draft.createdBy,
    post: { id: draft.postId, body: request.description, author: authorOf(by, contact) },
    messages: draft.messages,
    answer: idempotency && { ...idempotency, method: 'POST', path: TICKETS_PATH, status: 201, response },
  };
  return { ticket, response };
}

/** A key speaks for the requester; people speak for themselves. */
const authorOf = (by: Actor, contact: KnownContact): Actor =>
  by.kind === 'api-key'
    ? { kind: 'customer', id: contact.id, ...(contact.name !== null && { name: contact.name }) }
    : by;

const asReceived = {
  state: 'received',
  version: 1,
  productId: null,
  assetId: null,
  location: null,
  symptom: null,
  underlyingProblem: null,
  goal: null,
  priority: null,
  entitlement: null,
  entitlementReason: null,
  tier: null,
  sector: null,
  teamId: null,
  assigneeId: null,
  stayVersion: null,
  queuedAt: null,
  receivedByTierAt: null,
  handedOverFrom: null,
  bounces: 0,
  waitFor: null,
  waitUntil: null,
  vendorCaseId: null,
  solution: null,
  solutionCode: null,
  l1Capable: null,
  mergedInto: null,
  tags: [],
  resolvedAt: null,
  closedAt: null,
  teamName: null,
  assigneeName: null,
  vendorName: null,
  vendorCaseNumber: null,
  mergedIntoNumber: null,
} as const satisfies Partial<Ticket> & Record<string, unknown>;
