import { TicketStore, type LockedTicket, type Tx } from '#database';
import { backInQueue, type Actor, type StateBefore } from '#domain';
import { Injectable } from '@nestjs/common';
import { Agents } from './agents.js';
import { Announcer } from './announcer.js';
import { notWaiting } from './tier-of.js';

/** What a ticket waited for has come: it goes back to whoever held it, or to its queue when they are no longer there. */
@Injectable()
export class BackToAgent {
  constructor(
    private readonly tickets: TicketStore,
    private readonly agents: Agents,
    private readonly announcer: Announcer,
  ) {}

  async send(
    tx: Tx,
    ticket: LockedTicket<StateBefore<'resume'>>,
    by: Actor,
    data: Record<string, unknown>,
  ): Promise<void> {
    const back = (await this.agents.isActive(tx, ticket.assigneeId))
      ? await this.tickets.move(tx, ticket, 'resume', { by, data, set: notWaiting })
      : await this.tickets.move(tx, ticket, 'requeue', {
          by,
          data,
          set: { ...notWaiting, ...backInQueue(ticket.now) },
        });
    await this.announcer.announce(tx, ticket, back);
  }
}
