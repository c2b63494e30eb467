import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, expectMovable, ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import { Agents } from '../desk/agents.js';
import { WorkOrders } from '../desk/work-orders.js';
import { expectTier } from '../desk/who-may.js';

@Injectable()
export class ClaimTicketHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly agents: Agents,
    private readonly workOrders: WorkOrders,
  ) {}

  /** Of many who claim at once the first gets the row; the others find it in somebody's hands. */
  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller): Promise<LockedTicket> {
    if (ticket.state === 'in_progress') throw await this.alreadyClaimed(tx, ticket);
    expectMovable(ticket, 'claim');
    expectTier(agent, ticket);
    await this.agents.expectRoom(tx, agent.id);
    const claimed = await this.tickets.move(tx, ticket, 'claim', { by: actorOf(agent), set: { assigneeId: agent.id } });
    await this.workOrders.accept(tx, claimed, agent.id);
    return claimed;
  }

  private async alreadyClaimed(tx: Tx, ticket: LockedTicket): Promise<DomainError> {
    const holder = await this.agents.nameOf(tx, ticket.assigneeId);
    const detail = `${ticketNumber(ticket.number)} is with ${holder}.`;
    return new DomainError('conflict', 'ticket.already-claimed', detail, {
      assigneeId: ticket.assigneeId,
      currentVersion: ticket.version,
    });
  }
}
