import { actorOf, isAtDeskOf, steers, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, expectMovable, ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import { Offers } from '../answer-offer/offers.js';
import { Agents } from '../desk/agents.js';
import { WorkOrders } from '../desk/work-orders.js';
import { expectTier } from '../desk/who-may.js';
import { Overflows } from '../overflow-to-partner/overflows.js';

@Injectable()
export class ClaimTicketHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly agents: Agents,
    private readonly workOrders: WorkOrders,
    private readonly offers: Offers,
    private readonly overflows: Overflows,
  ) {}

  /** Of many who claim at once the first gets the row; the others find it in somebody's hands. */
  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller): Promise<LockedTicket> {
    if (ticket.state === 'in_progress') throw await this.alreadyClaimed(tx, ticket);
    expectMovable(ticket, 'claim');
    const isForPartner = !isAtDeskOf(agent, ticket) && (await this.overflows.isFor(tx, ticket, agent.id));
    if (!isForPartner) expectTier(agent, ticket);
    const { isOnOffer, isOverflowed } = await this.agents.expectRoom(tx, agent.id, ticket);
    if (isOnOffer) await this.offers.taken(tx, ticket, agent.id, steers(agent));
    const claimed = await this.tickets.move(tx, ticket, 'claim', { by: actorOf(agent), set: { assigneeId: agent.id } });
    await this.workOrders.accept(tx, claimed, agent.id);
    return isOverflowed ? this.overflows.taken(tx, claimed, agent.id) : claimed;
  }

  private async alreadyClaimed(tx: Tx, ticket: LockedTicket): Promise<DomainError> {
    const holder = await this.agents.nameOf(tx, ticket.assigneeId);
    const detail = `${ticketNumber(ticket.number)} is with ${holder}.`;
    return new DomainError('conflict', 'ticket.already-claimed', detail, {
      assigneeId: ticket.assigneeId,
      assignee: holder,
      currentVersion: ticket.version,
    });
  }
}
