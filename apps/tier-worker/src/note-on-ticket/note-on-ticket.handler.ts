import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { Injectable } from '@nestjs/common';

@Injectable()
export class NoteOnTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, { body }: { body: string }): Promise<LockedTicket> {
    return this.tickets.record(tx, ticket, {
      type: 'ticket.noted',
      by: actorOf(agent),
      public: false,
      post: { body, public: false },
    });
  }
}
