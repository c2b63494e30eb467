import type { Database } from '#database';
import type { Ticket } from '#domain';
import { steers, type AgentCaller, type Caller } from './caller.js';
import { ownDesks } from './desks.js';

/** What decides who may read a ticket. */
export type TicketInSight = Pick<Ticket, 'requesterId' | 'organisationId' | 'tier' | 'sector' | 'assigneeId'>;

/** Whether the caller sees internal posts and events: we do, customers and their organisations' keys do not. */
export const seesInternal = (caller: Caller): boolean =>
  caller.kind === 'agent' || (caller.kind === 'api-key' && caller.organisationId === null);

/**
 * Whether the caller may read this ticket by what it is now. An agent also reads what he ever did something on or was named on
 * (`known_to`), which a `Ticket` does not tell: `mayRead` asks that too, and `readableTickets` covers it.
 */
export function canRead(caller: Caller, ticket: TicketInSight): boolean {
  switch (caller.kind) {
    case 'agent':
      return steers(caller) || ticket.assigneeId === caller.id || isAtDeskOf(caller, ticket);
    case 'api-key':
      return caller.organisationId === null || ticket.organisationId === caller.organisationId;
    case 'customer':
      return (
        ticket.requesterId === caller.id ||
        (caller.mayReadOrganisation &&
          caller.organisationId !== null &&
          ticket.organisationId === caller.organisationId)
      );
  }
}

/** Whether the ticket is at a tier and sector the agent works for; a partner's desk is none of the tier's. Without a sector it is everybody's at that tier, and before it has a tier, the first tier's. */
export const isAtDeskOf = (agent: AgentCaller, ticket: Pick<Ticket, 'tier' | 'sector'>): boolean =>
  agent.desks.some(
    (desk) =>
      !desk.partner &&
      desk.tier === (ticket.tier ?? FIRST_TIER) &&
      (desk.sector === null || ticket.sector === null || desk.sector === ticket.sector),
  );

/** `canRead`, or the agent once did something on it, was named on it, is asked for advice, or it overflowed to his team. */
export async function mayRead(
  database: Database,
  caller: Caller,
  ticket: TicketInSight & Pick<Ticket, 'id'>,
): Promise<boolean> {
  if (canRead(caller, ticket)) return true;
  if (caller.kind !== 'agent') return false;
  const may = readableTickets(caller, 2);
  const statement = {
    name: `access-may-read-${sightOf(caller)}`,
    text: `SELECT 1 FROM ticket WHERE id = $1 AND ${may.sql}`,
  };
  return (await database.read(statement, [ticket.id, ...may.values])).length > 0;
}

export interface Condition {
  /** A boolean SQL expression over the alias `ticket`. */
  readonly sql: string;
  /** The values of its parameters, which are numbered from `firstParameter` on. */
  readonly values: readonly unknown[];
  /** Whether it leaves few tickets of all: then it may lead a search. */
  readonly isOfFew?: boolean;
}

/**
 * The tickets a caller may read, as a condition over `ticket`. The text depends only on the kind of caller, so that the
 * statement around it can be prepared: name it with `sightOf(caller)`.
 */
export function readableTickets(caller: Caller, firstParameter: number): Condition {
  const [a, b, c] = [0, 1, 2].map((offset) => `$${firstParameter + offset}`) as [string, string, string];
  switch (sightOf(caller)) {
    case 'all':
      return { sql: 'TRUE', values: [] };
    case 'organisation':
      return {
        sql: `ticket.organisation_id = ${a}::uuid`,
        values: [(caller as { organisationId: string }).organisationId],
        isOfFew: true,
      };
    case 'own':
      return { sql: `ticket.requester_id = ${a}::uuid`, values: [caller.id], isOfFew: true };
    case 'own-and-organisation':
      return {
        sql: `(ticket.requester_id = ${a}::uuid OR ticket.organisation_id = ${b}::uuid)`,
        values: [caller.id, (caller as { organisationId: string }).organisationId],
        isOfFew: true,
      };
    case 'desks':
    case 'desks-and-partner': {
      const desks = ownDesks(caller as AgentCaller);
      const own = sightOfAgent(a, b, c);
      return {
        sql: sightOf(caller) === 'desks' ? own : `(${own} OR ${overflowedTo(a)})`,
        values: [caller.id, desks.map((desk) => desk.tier), desks.map((desk) => desk.sector)],
      };
    }
  }
}

/** `readableTickets` of an agent with the role `agent`; his id, and the tiers and sectors of his desks but partners', are SQL expressions. */
export const sightOfAgent = (agent: string, tiers: string, sectors: string): string =>
  `(ticket.assignee_id = ${agent}::uuid
    OR ${agent}::uuid = ANY (ticket.known_to)
    OR EXISTS (SELECT FROM unnest(${tiers}::int[], ${sectors}::text[]) AS desk (tier, sector)
               WHERE desk.tier = coalesce(ticket.tier, ${FIRST_TIER})
                 AND (desk.sector IS NULL OR ticket.sector IS NULL OR desk.sector = ticket.sector))
    OR ticket.id IN (SELECT asked.ticket_id FROM consultation asked
                     JOIN unnest(${tiers}::int[], ${sectors}::text[]) AS desk (tier, sector) ON desk.tier = asked.to_tier
                       AND (desk.sector IS NULL OR asked.sector IS NULL OR desk.sector = asked.sector)
                     WHERE asked.state IN ('open', 'taken') AND (asked.team_id IS NULL OR EXISTS (
                       SELECT FROM team_member WHERE team_member.team_id = asked.team_id AND team_member.agent_id = ${agent}::uuid))))`;

/** Which of the conditions of `readableTickets` applies. */
export type Sight = 'all' | 'desks' | 'desks-and-partner' | 'organisation' | 'own' | 'own-and-organisation';

export function sightOf(caller: Caller): Sight {
  switch (caller.kind) {
    case 'agent':
      if (steers(caller)) return 'all';
      return caller.desks.some(({ partner }) => partner) ? 'desks-and-partner' : 'desks';
    case 'api-key':
      return caller.organisationId === null ? 'all' : 'organisation';
    case 'customer':
      return caller.mayReadOrganisation && caller.organisationId !== null ? 'own-and-organisation' : 'own';
  }
}

const FIRST_TIER = 1;

/** To a partner team of the agent: during the stay in which it overflowed, until an own agent has it. */
export const overflowedTo = (agent: string): string =>
  `EXISTS (SELECT FROM ticket_overflow overflow JOIN team_member USING (team_id)
    WHERE overflow.ticket_id = ticket.id AND overflow.stay_version = ticket.stay_version AND overflow.ended_at IS NULL
      AND team_member.agent_id = ${agent}::uuid)`;
