import { toldToCustomer } from '#database';
import { ticketNumber, type Ticket } from '#domain';

/** What happened to a ticket at one version of it, as its log says. */
export interface LoggedEvent {
  readonly version: number;
  readonly type: string;
  readonly at: Date;
  readonly public: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * What a subscriber is sent about an event, by Standard Webhooks: `type`, `timestamp`, `data`. The ticket is shown as it is
 * now, the event as it was. Ids only, never what people wrote; unless `internal`, nothing that a customer may not see.
 */
export function eventPayload(ticket: Ticket, event: LoggedEvent, internal: boolean): string {
  const { version, type, at, data } = event;
  return JSON.stringify({
    type,
    timestamp: at,
    data: {
      ticket: internal ? ofDesk(ticket) : ofCustomer(ticket),
      event: internal
        ? { version, type, at, public: event.public, data }
        : { version, type, at, data: toldToCustomer(data) },
    },
  });
}

const ofCustomer = (ticket: Ticket) => ({
  id: ticket.id,
  number: ticketNumber(ticket.number),
  version: ticket.version,
  state: ticket.state,
  priority: ticket.priority,
  tier: ticket.tier,
  sector: ticket.sector,
  channel: ticket.channel,
  externalId: ticket.externalId,
  organisationId: ticket.organisationId,
  requesterId: ticket.requesterId,
  createdAt: ticket.createdAt,
  updatedAt: ticket.updatedAt,
  resolvedAt: ticket.resolvedAt,
  closedAt: ticket.closedAt,
});

const ofDesk = (ticket: Ticket) =>
  Object.assign(ofCustomer(ticket), {
    impact: ticket.impact,
    urgency: ticket.urgency,
    entitlement: ticket.entitlement,
    teamId: ticket.teamId,
    assigneeId: ticket.assigneeId,
    vendorCaseId: ticket.vendorCaseId,
    bounces: ticket.bounces,
    tags: ticket.tags,
  });
