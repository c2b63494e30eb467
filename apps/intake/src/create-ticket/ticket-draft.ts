import type { NewTicket } from '#database';
import type { Actor, RequestedRoute } from '#domain';
import type { OutboxRow } from '#messaging';
import type { Arrival } from './arrivals.js';
import type { CreateTicketRequest } from './create-ticket.request.js';

/** One request to make a ticket, on its way to the database. Its ids are given once, so writing it twice makes one ticket. */
export interface TicketDraft {
  readonly id: string;
  readonly postId: string;
  readonly by: Actor;
  /** Names the caller over time: external ids and idempotency keys are his own. */
  readonly createdBy: string;
  /** The organisation the caller is bound to: the ticket becomes its, and the requester must not be another's. */
  readonly boundTo: string | null;
  readonly request: CreateTicketRequest;
  /** Lower case: how the contact is known. */
  readonly email: string;
  readonly arrival: Arrival;
  readonly requestedRoute: RequestedRoute | null;
  readonly idempotency: { readonly key: string; readonly bodyHash: Buffer } | null;
  readonly messages: readonly OutboxRow[];
  /** Set by the first try, kept by the next ones. */
  prepared?: { readonly ticket: NewTicket; readonly responseOf: (number: number) => string };
}

/** About how much of a statement the draft will take. */
export const bytesOf = ({ request, idempotency }: TicketDraft): number =>
  1_000 + (request.description.length + request.subject.length) * (idempotency ? 2 : 1);
