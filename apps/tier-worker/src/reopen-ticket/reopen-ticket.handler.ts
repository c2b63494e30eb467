import { actorOf, type Caller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { expectMovable, newStay } from '#domain';
import { Injectable } from '@nestjs/common';
import { tierOf } from '../desk/tier-of.js';
import { expectRequester } from '../desk/who-may.js';

@Injectable()
export class ReopenTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  /** A new stay in the very queue it was resolved from; what was said of the solution stays on the timeline only. */
  async handle(tx: Tx, ticket: LockedTicket, caller: Caller, { reason }: { reason: string }): Promise<LockedTicket> {
    expectMovable(ticket, 'reopen');
    expectRequester(caller, ticket);
    const { sector, teamId, handedOverFrom } = ticket;
    return this.tickets.move(tx, ticket, 'reopen', {
      by: actorOf(caller),
      set: {
        ...newStay(ticket, ticket.now, { tier: tierOf(ticket), sector, teamId, handedOverFrom }),
        solution: null,
        solutionCode: null,
        l1Capable: null,
        resolvedAt: null,
        closedAt: null,
      },
      post: { body: reason, public: caller.kind !== 'agent' },
    });
  }
}
