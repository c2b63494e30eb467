import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { expectMovable } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectTier } from '../desk/who-may.js';

@Injectable()
export class RejectTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  async handle(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { reason }: { reason: string },
  ): Promise<LockedTicket> {
    expectMovable(ticket, 'reject');
    if (ticket.tier !== null) expectTier(agent, ticket);
    return this.tickets.move(tx, ticket, 'reject', {
      by: actorOf(agent),
      public: false,
      data: { reason },
    });
  }
}
