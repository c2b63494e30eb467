import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type TicketChanges, type Tx } from '#database';
import { DomainError, ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectAtHand } from '../desk/who-may.js';
import { equipmentOf, priorityOf } from './catalogue.js';
import { changedFields, type Changed } from './changed-fields.js';
import type { DescribeTicketBody } from './described.schema.js';

/** What an agent found out a ticket to be about. */
@Injectable()
export class DescribeTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  /** One fact with all that changed, internal; when nothing did, none. */
  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, asked: DescribeTicketBody): Promise<LockedTicket> {
    expectDescribable(agent, ticket);
    const told = this.told(asked);
    const set: TicketChanges = {
      ...told,
      ...(await this.equipment(tx, ticket, asked)),
      ...(await this.priority(tx, ticket, asked)),
    };
    const changed = changedFields(ticket, set);
    if (Object.keys(changed).length === 0) return ticket;
    return this.tickets.record(tx, ticket, {
      type: 'ticket.described',
      by: actorOf(agent),
      public: false,
      set,
      data: dataOf(changed),
    });
  }

  private told(asked: DescribeTicketBody): TicketChanges {
    const { subject, symptom, underlyingProblem, goal, location, language, impact, urgency, tags } = asked;
    const given = { subject, symptom, underlyingProblem, goal, location, language, impact, urgency };
    return {
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      ...(tags && { tags: [...new Set(tags)] }),
    };
  }

  /** Another asset or product may come with another kind of support: it is judged anew, as triage does. */
  private async equipment(tx: Tx, ticket: LockedTicket, asked: DescribeTicketBody): Promise<TicketChanges> {
    if (asked.product === undefined && asked.assetTag === undefined) return {};
    const { entitlement, entitlementReason, ...equipment } = await equipmentOf(tx, ticket, asked);
    const isOther = equipment.assetId !== ticket.assetId || equipment.productId !== ticket.productId;
    return isOther && isTriaged(ticket) ? { ...equipment, entitlement, entitlementReason } : equipment;
  }

  /** Of the matrix, never typed; a priority that was raised meanwhile gives way only to another impact or urgency. */
  private async priority(tx: Tx, ticket: LockedTicket, asked: DescribeTicketBody): Promise<TicketChanges> {
    const { impact = ticket.impact, urgency = ticket.urgency } = asked;
    const isSame = impact === ticket.impact && urgency === ticket.urgency;
    return isSame || !isTriaged(ticket) ? {} : { priority: await priorityOf(tx, impact, urgency) };
  }
}

/** Who may say what a ticket is about: whoever has it at hand, and only while it is one of its own. */
export function expectDescribable(agent: AgentCaller, ticket: LockedTicket): void {
  expectAtHand(agent, ticket);
  if (ticket.state === 'merged' || ticket.state === 'rejected') throw isOver(ticket);
}

/** Before that, triage settles priority and support by what it finds on the ticket. */
const isTriaged = ({ priority, state }: LockedTicket): boolean => state !== 'received' || priority !== null;

/** Priority and entitlement stand where clocks look for them, when they are others now. */
const dataOf = (changes: Changed): Readonly<Record<string, unknown>> => ({
  changes,
  ...(changes['priority'] && { priority: changes['priority'].after }),
  ...(changes['entitlement'] && { entitlement: changes['entitlement'].after }),
});

const isOver = ({ number, state }: LockedTicket): DomainError =>
  new DomainError(
    'conflict',
    'ticket.illegal-transition',
    `${ticketNumber(number)} was ${state}: nothing changes on it.`,
    {
      state,
      action: 'describe',
    },
  );
