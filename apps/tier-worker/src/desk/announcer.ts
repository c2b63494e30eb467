import { TicketChanged, TicketRouted } from '#contracts';
import type { LockedTicket, Tx } from '#database';
import type { Ticket } from '#domain';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';
import { DispatchBell } from '../dispatch/dispatch-bell.js';

/** Tells the others what became of a ticket, in the transaction that changed it. */
@Injectable()
export class Announcer {
  constructor(
    private readonly outbox: Outbox,
    private readonly bell: DispatchBell,
  ) {}

  /** Adds `TicketRouted` when the ticket now waits in a queue it was not waiting in, `TicketChanged` for any other change. */
  async announce(tx: Tx, before: Ticket, after: LockedTicket): Promise<void> {
    if (after.version === before.version) return;
    this.bell.ringAfter(tx);
    const stays = after.stayVersion === before.stayVersion;
    const arrived = after.state === 'queued' && !(stays && before.state === 'queued');
    if (!arrived || after.tier === null) {
      await this.outbox.add(tx, TicketChanged, { ticketId: after.id, version: after.version });
      return;
    }
    // A new stay is named by the move that began it, even when more was written on the ticket since.
    const version = stays ? after.version : (after.stayVersion ?? after.version);
    await this.outbox.add(tx, TicketRouted, { ticketId: after.id, version, tier: after.tier });
  }
}
