import { readableTickets, type AgentCaller } from '#access';
import { Database, ticketCountView, ticketFilters, type TicketCount } from '#database';
import { Injectable } from '@nestjs/common';
import { Remembered } from '../desk/remembered.js';
import type { View } from './view.schemas.js';

/** Screens wait so long for the counts of all their views; what is not there by then comes with the next request. */
const PATIENCE_MS = 500;
/** So many are counted at once: the other connections are for others. */
const AT_ONCE = 3;

/** How many tickets each view has for whoever looks at it. */
@Injectable()
export class ViewCounts {
  private readonly remembered = new Remembered<TicketCount>();

  constructor(private readonly database: Database) {}

  /** The same views with their counts; null where counting takes too long now. */
  async of(views: readonly View[], caller: AgentCaller): Promise<View[]> {
    const counts = new Map<string, TicketCount>();
    const waiting = [...views];
    const work = async (): Promise<void> => {
      for (let view = waiting.shift(); view; view = waiting.shift())
        counts.set(view.id, await this.count(view, caller));
    };
    const all = Promise.all(Array.from({ length: AT_ONCE }, work));
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
    try {
      await Promise.race([all, patience]);
    } finally {
      clearTimeout(timer);
      // Whoever is not waited for any more counts no further, and fails for nobody.
      waiting.length = 0;
      all.catch(() => undefined);
    }
    return views.map((view) => Object.assign({}, view, { count: counts.get(view.id) ?? null }));
  }

  private count(view: View, caller: AgentCaller): Promise<TicketCount> {
    const key = JSON.stringify([caller.id, caller.role, caller.desks, view.filters]);
    return this.remembered.get(key, () =>
      ticketCountView(this.database, ticketFilters(view.filters, caller.id), {
        visible: (first) => readableTickets(caller, first),
        internal: true,
      }),
    );
  }
}
