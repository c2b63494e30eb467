import { Database, run, TicketStore, type Tx } from '#database';
import { expectMovable } from '#domain';
import { Injectable } from '@nestjs/common';
import { Announcer } from '../desk/announcer.js';
import { TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';

/** Most tickets of one transaction. */
export const BATCH = 100;

/** Closes what nobody came back to. Any number of processes may do so at once: each ticket is closed by one of them. */
@Injectable()
export class CloseResolvedHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly announcer: Announcer,
  ) {}

  /** Closes at most `BATCH` tickets that were resolved so many days ago by the database's time, and says how many. */
  closeDue(afterDays: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const due = await run<{ id: string }>(tx, lockDue, [afterDays, BATCH]);
      for (const { id } of due) await this.close(tx, id, afterDays);
      return due.length;
    });
  }

  private async close(tx: Tx, id: string, days: number): Promise<void> {
    const ticket = await this.tickets.lock(tx, id);
    if (!ticket) throw new Error(`Ticket ${id} is gone while it is locked.`);
    expectMovable(ticket, 'close');
    const closed = await this.tickets.move(tx, ticket, 'close', {
      by: TIER_WORKER_ACTOR,
      set: { closedAt: ticket.now },
      data: { because: 'resolved-for-days', days },
    });
    await this.announcer.announce(tx, ticket, closed);
  }
}

/* Waits for nobody: a ticket somebody acts on now is left for the next look. */
const lockDue = {
  name: 'desk-lock-resolved',
  text: `SELECT id FROM ticket WHERE state = 'resolved' AND resolved_at <= now() - $1::integer * interval '24 hours'
    ORDER BY resolved_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
};
