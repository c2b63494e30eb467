import { DomainError } from '#domain';
import { createHash } from 'node:crypto';
import type { CreateTicketRequest } from './create-ticket.request.js';

export const TICKETS_PATH = '/api/v1/tickets';

/** The `Idempotency-Key` of a request, checked; null when there is none. */
export function idempotencyKeyOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && header.length >= 1 && header.length <= 255) return header;
  const detail = 'Send one Idempotency-Key of 1 to 255 characters, such as a UUID.';
  throw new DomainError('invalid', 'idempotency-key.invalid', detail, {
    errors: [{ pointer: '/headers/idempotency-key', detail }],
  });
}

/** Two bodies that mean the same have the same hash: it is taken after parsing. */
export const hashOf = (request: CreateTicketRequest): Buffer =>
  createHash('sha256').update(JSON.stringify(request)).digest();

export const keyReused = (): DomainError =>
  new DomainError(
    'refused',
    'idempotency-key.reused',
    'This Idempotency-Key was used with another body within the last 24 hours. Use a new key for a new ticket.',
  );
