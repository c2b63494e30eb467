import { actorOf, type Caller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { expectMovable } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectLead, expectRequester } from '../desk/who-may.js';

@Injectable()
export class CloseTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  async handle(tx: Tx, ticket: LockedTicket, caller: Caller): Promise<LockedTicket> {
    expectMovable(ticket, 'close');
    if (caller.kind === 'agent') expectLead(caller, 'close a ticket for its customer');
    else expectRequester(caller, ticket);
    return this.tickets.move(tx, ticket, 'close', { by: actorOf(caller), set: { closedAt: ticket.now } });
  }
}
