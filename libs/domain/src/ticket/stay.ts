import type { Ticket } from './ticket.js';

/** Where a ticket goes next. What is not named is empty there: no team, not handed over by another tier. */
export interface Destination {
  readonly tier: number;
  readonly sector: string | null;
  readonly teamId?: string | null;
  /** The tier that hands it over, when one does: its work order waits to be accepted, and the ticket can be returned. */
  readonly handedOverFrom?: number | null;
}

/**
 * What changes on a ticket that begins a new stay: routed, escalated, returned, transferred or reopened. The stay is
 * named by the version of the very move that begins it, so a late message about an earlier stay is known as such.
 */
export const newStay = (ticket: Pick<Ticket, 'version'>, now: Date, to: Destination) => ({
  tier: to.tier,
  sector: to.sector,
  teamId: to.teamId ?? null,
  assigneeId: null,
  stayVersion: ticket.version + 1,
  queuedAt: now,
  receivedByTierAt: null,
  handedOverFrom: to.handedOverFrom ?? null,
});

/** What changes on a ticket that goes back to the queue it came from: the stay goes on, only nobody holds it. */
export const backInQueue = (now: Date) => ({ assigneeId: null, queuedAt: now });
