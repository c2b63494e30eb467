import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, expectMovable } from '#domain';
import { Injectable } from '@nestjs/common';
import { Offers } from '../answer-offer/offers.js';
import { Agents } from '../desk/agents.js';
import { WorkOrders } from '../desk/work-orders.js';
import { expectLead } from '../desk/who-may.js';
import { Overflows } from '../overflow-to-partner/overflows.js';

@Injectable()
export class AssignTicketHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly agents: Agents,
    private readonly workOrders: WorkOrders,
    private readonly offers: Offers,
    private readonly overflows: Overflows,
  ) {}

  async handle(tx: Tx, ticket: LockedTicket, lead: AgentCaller, to: { agentId: string }): Promise<LockedTicket> {
    expectMovable(ticket, 'assign');
    expectLead(lead, 'assign a ticket');
    const agent = await this.agents.lock(tx, to.agentId);
    if (!agent?.active) throw notAvailable(agent !== null);
    await this.offers.taken(tx, ticket, agent.id, true);
    const assigned = await this.tickets.move(tx, ticket, 'assign', {
      by: actorOf(lead),
      set: { assigneeId: agent.id },
    });
    await this.workOrders.accept(tx, assigned, agent.id);
    return this.overflows.taken(tx, assigned, agent.id);
  }
}

function notAvailable(exists: boolean): DomainError {
  const detail = exists ? 'That agent is no longer active.' : 'There is no such agent.';
  const errors = [{ pointer: '/agentId', detail }];
  return new DomainError('refused', exists ? 'agent.inactive' : 'agent.unknown', detail, { errors });
}
