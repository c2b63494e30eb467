import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { backInQueue, expectMovable } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectHolder } from '../desk/who-may.js';

@Injectable()
export class ReleaseTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  async handle(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { reason }: { reason?: string },
  ): Promise<LockedTicket> {
    expectMovable(ticket, 'release');
    expectHolder(agent, ticket);
    return this.tickets.move(tx, ticket, 'release', {
      by: actorOf(agent),
      set: backInQueue(ticket.now),
      // What colleagues tell each other is not the customer's.
      public: false,
      data: { ...(reason !== undefined && { reason }) },
    });
  }
}
