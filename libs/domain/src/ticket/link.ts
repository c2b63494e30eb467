import { DomainError } from '../errors.js';
import { ticketNumber, type Ticket } from './ticket.js';

/** A ticket as far as its place among linked ones goes. */
export interface Linked extends Pick<Ticket, 'id' | 'number' | 'state'> {
  /** The ticket it is a part of. */
  readonly parentId: string | null;
  /** Tickets that are a part of it. */
  readonly children: number;
}

/** Most tickets that can be part of one. */
export const MOST_CHILDREN = 500;

/**
 * Whether `child` can become a part of `parent`. Links are one level deep, so there are no cycles: a parent is part of
 * nothing, a child has no parts. True: it is part of it already.
 */
export function expectLinkable(child: Linked, parent: Linked): boolean {
  const [its, theirs] = [ticketNumber(child.number), ticketNumber(parent.number)];
  if (child.id === parent.id) throw refused('link.to-itself', 'Name another ticket than this one.');
  if (child.parentId === parent.id) return true;
  if (child.parentId !== null) throw conflict('link.has-parent', `${its} is part of another ticket: unlink it first.`);
  if (child.children > 0)
    throw conflict('link.has-children', `Other tickets are part of ${its}: link those, or unlink them first.`);
  if (parent.parentId !== null)
    throw conflict('link.parent-is-child', `${theirs} is itself part of another ticket: link to that one.`);
  if (isGone(child) || isGone(parent))
    throw conflict(
      'link.ticket-over',
      `${isGone(child) ? its : theirs} was merged or rejected: nothing is linked to it.`,
    );
  if (parent.children >= MOST_CHILDREN)
    throw conflict('link.too-many', `${theirs} has ${MOST_CHILDREN} tickets, which is as many as one can have.`);
  return false;
}

const isGone = ({ state }: Linked): boolean => state === 'merged' || state === 'rejected';
const refused = (code: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer: '/parent', detail }] });
const conflict = (code: string, detail: string): DomainError =>
  new DomainError('conflict', code, detail, { errors: [{ pointer: '/parent', detail }] });
