import { canRead, isAtDeskOf, type AgentCaller } from '#access';
import type { TicketBefore, TicketNow } from './news.query.js';

/** What is known of tickets when their news are told. */
export interface Sight {
  readonly tickets: ReadonlyMap<string, TicketNow>;
  /** The agents who may read a ticket although they do not steer, by its id. */
  readonly readers: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Whether this agent may read the ticket, by what it is now: the same as `mayRead`, for many at once. */
export function maySee(agent: AgentCaller, ticket: TicketNow, { readers }: Sight): boolean {
  return canRead(agent, ticket) || readers.get(ticket.id)?.has(agent.id) === true;
}

/** Whether the ticket was in this agent's sight where it was before; then he is told that it left, but not where to. */
export const hadInSight = (agent: AgentCaller, before: TicketBefore | undefined): boolean =>
  before !== undefined && (before.assigneeId === agent.id || isAtDeskOf(agent, before));
