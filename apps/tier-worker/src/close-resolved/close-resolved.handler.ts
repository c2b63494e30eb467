import { Database, isOutage, run, TicketStore, type Tx } from '#database';
import { expectMovable } from '#domain';
import { Injectable, Logger } from '@nestjs/common';
import { TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';

/** Most tickets of one transaction. */
export const BATCH = 100;
/** A ticket that cannot be closed is left alone for so long: it must not hold up the others. */
const SET_ASIDE_MS = 60 * 60_000;

/** Closes what nobody came back to. Any number of processes may do so at once: each ticket is closed by one of them. */
@Injectable()
export class CloseResolvedHandler {
  private readonly logger = new Logger(CloseResolvedHandler.name);
  /** Ids of tickets that are left alone, and until when. */
  private readonly setAside = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
  ) {}

  /**
   * Closes tickets that were resolved so many days ago by the database's time, and says how many it looked at: at most
   * `BATCH`, and fewer only when no more are due.
   */
  async closeDue(afterDays: number): Promise<number> {
    for (const [id, until] of this.setAside) if (until <= Date.now()) this.setAside.delete(id);
    const values = [afterDays, BATCH, [...this.setAside.keys()]];
    try {
      return await this.database.transaction(async (tx) => {
        const due = await run<{ id: string }>(tx, lockDue, values);
        for (const { id } of due) await this.close(tx, id, afterDays);
        return due.length;
      });
    } catch (error) {
      if (isOutage(error)) throw error;
      this.logger.error('Tickets cannot be closed together; each is closed alone, to leave out what is wrong.', error);
      return this.closeEach(afterDays, values);
    }
  }

  private async closeEach(afterDays: number, values: readonly unknown[]): Promise<number> {
    const due = await this.database.read<{ id: string }>(listDue, values);
    for (const { id } of due) {
      try {
        await this.database.transaction(async (tx) => {
          const [still] = await run(tx, lockOne, [afterDays, id]);
          if (still) await this.close(tx, id, afterDays);
        });
      } catch (error) {
        if (isOutage(error)) throw error;
        this.setAside.set(id, Date.now() + SET_ASIDE_MS);
        this.logger.error(`Ticket ${id} cannot be closed; it is tried again in an hour.`, error);
      }
    }
    return due.length;
  }

  private async close(tx: Tx, id: string, days: number): Promise<void> {
    const ticket = await this.tickets.lock(tx, id);
    if (!ticket) throw new Error(`Ticket ${id} is gone while it is locked.`);
    expectMovable(ticket, 'close');
    await this.tickets.move(tx, ticket, 'close', {
      by: TIER_WORKER_ACTOR,
      set: { closedAt: ticket.now },
      data: { because: 'resolved-for-days', days },
    });
  }
}

const isDue = `state = 'resolved' AND resolved_at <= now() - $1::integer * interval '24 hours'`;
const firstDue = `SELECT id FROM ticket WHERE ${isDue} AND id <> ALL ($3::uuid[]) ORDER BY resolved_at LIMIT $2`;
/* Waits for nobody: a ticket somebody acts on now is left for the next look. */
const lockDue = { name: 'desk-lock-resolved', text: `${firstDue} FOR UPDATE SKIP LOCKED` };
const listDue = { name: 'desk-list-resolved', text: firstDue };
const lockOne = {
  name: 'desk-lock-one-resolved',
  text: `SELECT id FROM ticket WHERE ${isDue} AND id = $2 FOR UPDATE SKIP LOCKED`,
};
