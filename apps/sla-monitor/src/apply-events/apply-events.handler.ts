import { SlaBreached } from '#contracts';
import { TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { applyEvents, BREACH, DomainError, type Clock, type Clocks } from '#domain';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';
import { breachMessage } from '../clocks/sayings.js';
import { ClockStore } from '../clocks/clock.store.js';

/**
 * Brings a ticket's clocks up to its log: every event after the last one applied, in order, under the ticket's lock. So
 * late, doubled and reordered messages do no harm, and a lost one is made good by the next.
 */
@Injectable()
export class ApplyEventsHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly clocks: ClockStore,
    private readonly outbox: Outbox,
  ) {}

  /** Gives the milliseconds until the ticket's next alarm, by the database's time; null for none. */
  async handle(tx: Tx, ticketId: string): Promise<number | null> {
    const ticket = await this.tickets.lock(tx, ticketId);
    if (!ticket) throw new DomainError('not-found', 'ticket.not-found', `There is no ticket ${ticketId}.`);
    const { policyOf, calendarOf, ...before } = await this.clocks.lock(tx, ticketId);
    if (before.version >= ticket.version) return nextAlarm(before, ticket.now);

    const events = await this.clocks.eventsAfter(tx, ticketId, before.version);
    const applied = applyEvents(before, events, { policyOf, calendarOf, newId });
    const after = { ...applied, clocks: applied.clocks.map((clock) => (isUnheard(clock) ? heard(clock) : clock)) };

    const changed = after.clocks.filter((clock) => !before.clocks.includes(clock));
    await this.clocks.save(tx, ticketId, after, changed);
    for (const clock of applied.clocks.filter(isUnheard)) await this.tell(tx, ticket, clock);
    return nextAlarm(after, ticket.now);
  }

  private async tell(tx: Tx, ticket: LockedTicket, clock: Clock): Promise<void> {
    const tier = clock.tier ?? ticket.tier;
    if (tier === null || clock.dueAt === null) return;
    const { id: ticketId, version, now: rangAt } = ticket;
    const rang = { clock, dueAt: clock.breachedAt ?? clock.dueAt, ticketId, version, tier, rangAt };
    await this.outbox.add(tx, SlaBreached, breachMessage(rang));
  }
}

/** Broken, and stopped before its alarm could ring: it rings now. */
const isUnheard = (clock: Clock): boolean => clock.breachedAt !== null && clock.rung < BREACH;
const heard = (clock: Clock): Clock => ({ ...clock, rung: BREACH, nextAlarmAt: null });

function nextAlarm({ clocks }: Clocks, now: Date): number | null {
  const alarms = clocks.flatMap(({ nextAlarmAt }) => (nextAlarmAt ? [nextAlarmAt.getTime() - now.getTime()] : []));
  return alarms.length > 0 ? Math.min(...alarms) : null;
}
