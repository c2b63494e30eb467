import { tierName, type Ticket } from './ticket.js';

/** The names a ticket's ids stand for, looked up by whoever asks. */
export interface PlaceNames {
  readonly assignee?: string | null;
  readonly team?: string | null;
  readonly vendor?: string | null;
  readonly vendorCase?: string | null;
  readonly mergedInto?: string | null;
}

type Moments = 'queuedAt' | 'waitUntil' | 'resolvedAt' | 'closedAt';
/** Instants also as ISO 8601 in UTC, as lists have them. */
type Place = Pick<Ticket, 'state' | 'tier' | 'sector' | 'waitFor'> & {
  readonly [Moment in Moments]: Date | string | null;
};

/** A ticket is always in exactly one place; this says which, in a sentence without a capital or a full stop. */
export function whereIs(ticket: Place, names: PlaceNames = {}): string {
  const tier = ticket.tier === null ? 'triage' : tierName(ticket.tier);
  switch (ticket.state) {
    case 'received':
      return 'received, waiting to be understood';
    case 'queued':
      return words(`queued at ${tier}`, ticket.sector, names.team && `(${names.team})`, since(ticket.queuedAt));
    case 'in_progress':
      return `with ${names.assignee ?? 'an agent'} (${tier})`;
    case 'awaiting_customer':
      return 'waiting for the customer';
    case 'awaiting_vendor':
      return words('at the vendor', names.vendor) + (names.vendorCase ? `, case ${names.vendorCase}` : '');
    case 'awaiting_intervention':
      return words(
        `waiting for ${waitingFor(ticket.waitFor)}`,
        ticket.waitUntil && `until ${instant(ticket.waitUntil)}`,
      );
    case 'resolved':
      return words(`resolved at ${tier}`, since(ticket.resolvedAt));
    case 'closed':
      return words('closed', since(ticket.closedAt));
    case 'merged':
      return names.mergedInto ? `merged into ${names.mergedInto}` : 'merged into another ticket';
    case 'rejected':
      return 'rejected';
  }
}

const words = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join(' ');
const instant = (at: Date | string): string =>
  `${(typeof at === 'string' ? at : at.toISOString()).slice(0, 16).replace('T', ' ')} UTC`;
const since = (at: Date | string | null): string => (at ? `since ${instant(at)}` : '');
const waitingFor = (what: string | null): string =>
  what === 'intervention' ? 'an intervention' : what === 'implementation' ? 'an implementation' : 'something else';
