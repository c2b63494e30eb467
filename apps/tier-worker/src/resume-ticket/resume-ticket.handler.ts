import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { expectMovable } from '#domain';
import { Injectable } from '@nestjs/common';
import { notWaiting } from '../desk/tier-of.js';
import { expectHolder } from '../desk/who-may.js';

@Injectable()
export class ResumeTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller): Promise<LockedTicket> {
    expectMovable(ticket, 'resume');
    expectHolder(agent, ticket);
    return this.tickets.move(tx, ticket, 'resume', { by: actorOf(agent), set: notWaiting });
  }
}
