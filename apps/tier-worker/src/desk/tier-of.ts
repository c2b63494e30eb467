import { ticketNumber, type Ticket } from '#domain';

/** The tier a ticket is at. Whoever asks knows it was routed; one that was not is a mistake of ours, not of the caller. */
export function tierOf(ticket: Pick<Ticket, 'tier' | 'number'>): number {
  if (ticket.tier === null) throw new Error(`${ticketNumber(ticket.number)} should be at a tier and is not.`);
  return ticket.tier;
}

/** What is over once a ticket no longer waits for anything. */
export const notWaiting = { waitFor: null, waitUntil: null } as const;
