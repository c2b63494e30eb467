import type { Actor } from '#domain';
import type { Statement } from '../sql.js';
import { readRows, type Reader } from './reader.js';

/** What happened to a ticket at one version of it. */
export interface EventView {
  readonly version: number;
  /** `ticket.opened`, `ticket.escalated`, ... */
  readonly type: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly public: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

interface EventRow extends Omit<EventView, 'actor'> {
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  readonly actorName: string | null;
}

/** What a customer is told of an event; the rest (rules, vendors, teams, reasons) is ours. */
const toldToCustomers = new Set(
  'action from to tier sector postId priority entitlement entitlementReason into for until because days'.split(' '),
);

/**
 * The events of one ticket after `afterVersion`, oldest first. Unless `internal`, without the internal events and with
 * only those details of the public ones that a customer is told.
 */
export async function timelineView(
  reader: Reader,
  ticketId: string,
  page: { readonly afterVersion: number; readonly limit: number; readonly internal: boolean },
): Promise<EventView[]> {
  const values = [ticketId, page.afterVersion, page.internal, page.limit];
  const rows = await readRows<EventRow & Record<string, unknown>>(reader, timeline, values);
  return rows.map(({ actorKind, actorId, actorName, ...event }) => ({
    version: event.version,
    type: event.type,
    at: event.at,
    actor: actorOfRow(actorKind, actorId, actorName),
    public: event.public,
    data: page.internal ? event.data : toldToCustomer(event.data),
  }));
}

/** The details of a public event that a customer is told. */
export const toldToCustomer = (data: EventView['data']): EventView['data'] =>
  Object.fromEntries(Object.entries(data).filter(([name]) => toldToCustomers.has(name)));

export const actorOfRow = (kind: Actor['kind'], id: string, name: string | null): Actor => ({
  kind,
  id,
  ...(name !== null && { name }),
});

const timeline: Statement = {
  name: 'timeline-view',
  text: `SELECT version, type, at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName", public, data
    FROM ticket_event WHERE ticket_id = $1 AND version > $2 AND (public OR $3::boolean) ORDER BY version LIMIT $4`,
};
