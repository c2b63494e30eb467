import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, expectMovable } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectHolder } from '../desk/who-may.js';

interface Wait {
  readonly for: 'intervention' | 'implementation' | 'other';
  readonly until?: string;
  readonly note?: string;
}

@Injectable()
export class WaitWithTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, wait: Wait): Promise<LockedTicket> {
    expectMovable(ticket, 'wait');
    expectHolder(agent, ticket);
    const waitUntil = wait.until === undefined ? null : new Date(wait.until);
    if (waitUntil && waitUntil <= ticket.now) throw overAlready();
    return this.tickets.move(tx, ticket, 'wait', {
      by: actorOf(agent),
      set: { waitFor: wait.for, waitUntil },
      data: { for: wait.for, until: waitUntil?.toISOString() ?? null },
      ...(wait.note !== undefined && { post: { body: wait.note, public: false } }),
    });
  }
}

function overAlready(): DomainError {
  const detail = 'Name an instant in the future, or none.';
  return new DomainError('refused', 'wait.over-already', detail, { errors: [{ pointer: '/until', detail }] });
}
