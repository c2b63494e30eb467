import { newId, type NewTicket } from '#database';
import type { OutboxRow } from '#messaging';
import { descriptionOf, subjectOf, urgencyOf } from './alert-ticket.js';
import type { Alert } from './alertmanager.js';
import type { Delivery } from './delivery.js';

interface Opening {
  readonly id: string;
  readonly alert: Alert;
  readonly delivery: Delivery;
  readonly now: Date;
  readonly messages: readonly OutboxRow[];
  readonly assetTag: string | null;
  readonly product: string | null;
  /** The number of the ticket it had before. */
  readonly earlier: string | null;
}

/** The ticket of an alert nobody knew, or whose ticket is over. */
export function newTicket({ id, alert, delivery, now, messages, assetTag, product, earlier }: Opening): NewTicket {
  const { by, createdBy, organisationId, requester } = delivery;
  const { impact, urgency } = urgencyOf(alert);
  const name = requester.name === null ? {} : { name: requester.name };
  return {
    id,
    createdAt: now,
    subject: subjectOf(alert),
    requesterId: requester.id,
    organisationId,
    channel: 'alert',
    language: null,
    externalId: null,
    product,
    assetTag,
    impact,
    urgency,
    requestedRoute: null,
    by,
    createdBy,
    post: {
      id: newId(),
      body: descriptionOf(alert, earlier),
      author: { kind: 'customer', id: requester.id, ...name },
    },
    messages,
    answer: null,
  };
}
