import { isAtDeskOf, steers, type AgentCaller, type Caller } from '#access';
import { DomainError, ticketNumber, tierName, type Ticket } from '#domain';

type Held = Pick<Ticket, 'number' | 'assigneeId' | 'tier' | 'sector'>;

/** The agent in whose hands the ticket is, or a lead. Others: 403 `ticket.not-yours`. */
export function expectHolder(agent: AgentCaller, ticket: Held): void {
  if (steers(agent) || ticket.assigneeId === agent.id) return;
  throw new DomainError(
    'forbidden',
    'ticket.not-yours',
    `Only the agent who holds ${ticketNumber(ticket.number)}, or a lead, may do this.`,
    { assigneeId: ticket.assigneeId },
  );
}

/** An agent of the ticket's tier and sector, or a lead. Others: 403 `ticket.not-at-your-tier`. */
export function expectTier(agent: AgentCaller, ticket: Held): void {
  if (steers(agent) || isAtDeskOf(agent, ticket)) return;
  throw new DomainError(
    'forbidden',
    'ticket.not-at-your-tier',
    `Only an agent of ${placeOf(ticket)}, or a lead, may do this.`,
    { tier: ticket.tier, sector: ticket.sector },
  );
}

/** Who may act on a ticket at all: its holder, an agent of its tier and sector, or a lead. Others: 403 `ticket.not-at-your-tier`. */
export function expectAtHand(agent: AgentCaller, ticket: Held): void {
  if (ticket.assigneeId !== agent.id) expectTier(agent, ticket);
}

/** Leads and admins. Others: 403 `agent.not-a-lead`. */
export function expectLead(agent: AgentCaller, what: string): void {
  if (!steers(agent)) throw new DomainError('forbidden', 'agent.not-a-lead', `Only a lead may ${what}.`);
}

/**
 * The customer's side: the requester, or an API key that may read the ticket (the guard has checked its scope). A
 * colleague who may read along does not speak for the requester: 403 `ticket.not-yours`.
 */
export function expectRequester(caller: Caller, ticket: Pick<Ticket, 'requesterId' | 'number'>): void {
  if (caller.kind !== 'customer' || ticket.requesterId === caller.id) return;
  throw new DomainError(
    'forbidden',
    'ticket.not-yours',
    `Only the person who asked for ${ticketNumber(ticket.number)} may do this.`,
  );
}

const placeOf = ({ tier, sector }: Pick<Ticket, 'tier' | 'sector'>): string =>
  [tier === null ? 'the first tier' : tierName(tier), sector].filter(Boolean).join(' ');
