import { TicketStore, type LockedTicket, type Tx } from '#database';
import { backInQueue, type Actor, type StateBefore } from '#domain';
import { Injectable } from '@nestjs/common';
import { Agents } from './agents.js';
import { notWaiting } from './tier-of.js';

/** What a ticket waited for has come: it goes back to whoever held it, or to its queue when they are no longer there. */
@Injectable()
export class BackToAgent {
  constructor(
    private readonly tickets: TicketStore,
    private readonly agents: Agents,
  ) {}

  async send(
    tx: Tx,
    ticket: LockedTicket<StateBefore<'resume'>>,
    by: Actor,
    data: Record<string, unknown>,
  ): Promise<void> {
    if (await this.agents.isActive(tx, ticket.assigneeId)) {
      await this.tickets.move(tx, ticket, 'resume', { by, data, set: notWaiting });
    } else {
      const set = { ...notWaiting, ...backInQueue(ticket.now) };
      await this.tickets.move(tx, ticket, 'requeue', { by, data, set });
    }
  }
}
