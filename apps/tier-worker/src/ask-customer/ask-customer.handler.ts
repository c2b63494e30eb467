import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { expectMovable } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectHolder } from '../desk/who-may.js';

@Injectable()
export class AskCustomerHandler {
  constructor(private readonly tickets: TicketStore) {}

  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, { body }: { body: string }): Promise<LockedTicket> {
    expectMovable(ticket, 'ask-customer');
    expectHolder(agent, ticket);
    return this.tickets.move(tx, ticket, 'ask-customer', { by: actorOf(agent), post: { body, public: true } });
  }
}
