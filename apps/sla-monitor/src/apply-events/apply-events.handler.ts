import { SlaBreached } from '#contracts';
import { TicketStore, type LockedTicket, type Promises, type Tx, newId } from '#database';
import {
  applyAll,
  BREACH,
  DomainError,
  mayHaveRungEarly,
  retell,
  run,
  type Clock,
  type ClockEvent,
  type Clocks,
  type Threshold,
} from '#domain';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';
import { ClockStore } from '../clocks/clock.store.js';
import { rulesOf } from '../clocks/rules-of.js';
import { breachMessage } from '../clocks/sayings.js';

/** A ticket's clocks as they were stored, as they are now, and the milliseconds until the next alarm; null for none. */
export interface Rebuilt {
  readonly before: readonly Clock[];
  readonly after: readonly Clock[];
  readonly ringsIn: number | null;
}

/**
 * Brings a ticket's clocks up to its log and to the policies: every event and every change after the last one applied, in
 * order, under the ticket's lock. So late, doubled and reordered messages do no harm, and a lost one is made good by the next.
 */
@Injectable()
export class ApplyEventsHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly clocks: ClockStore,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Gives the milliseconds until the ticket's next alarm, by the database's time; null for none.
   *   locked  the ticket, when the caller has it locked
   */
  async handle(tx: Tx, ticketId: string, locked: LockedTicket | null = null): Promise<number | null> {
    const ticket = locked ?? (await this.tickets.lock(tx, ticketId));
    if (!ticket) throw new DomainError('not-found', 'ticket.not-found', `There is no ticket ${ticketId}.`);
    const { clocks: before, news, promises } = await this.clocks.lock(tx, ticketId);
    if (before.version >= ticket.version && before.change >= promises.change) return nextAlarm(before, ticket.now);

    const applied = await this.bringUpToDate(tx, ticket, before, news, promises);
    await this.save(tx, ticket, before, applied, promises);
    return nextAlarm(applied, ticket.now);
  }

  /** Tells the clocks anew from the whole log, whatever was stored. */
  async rebuild(tx: Tx, ticket: LockedTicket): Promise<Rebuilt> {
    const { clocks: before, promises } = await this.clocks.lock(tx, ticket.id, { all: true });
    const told = await this.fromLog(tx, ticket, before, promises);
    const after = await this.save(tx, ticket, before, told, promises);
    return { before: before.clocks, after: after.clocks, ringsIn: nextAlarm(after, ticket.now) };
  }

  private async bringUpToDate(
    tx: Tx,
    ticket: LockedTicket,
    before: Clocks,
    news: readonly ClockEvent[],
    promises: Promises,
  ): Promise<Clocks> {
    if (before.version === 0) return tell(ticket, before, news, promises);
    const changes = promises.changesAfter(before.change);
    const [first] = changes;
    // A change that was made before the last event these clocks know, and seen after it: the order was another one.
    const last = first ? await this.clocks.timeOf(tx, ticket.id, before.version) : null;
    if (first && last && first.at < last) return this.fromLog(tx, ticket, before, promises);
    // Or an event whose writer had to wait for the ticket, and got it when a later change had been seen.
    const [known] = promises.changesAfter(before.change - 1);
    if (known && news[0] && news[0].at <= known.at) return this.fromLog(tx, ticket, before, promises);
    const rules = rulesOf(ticket, promises, newId);
    const isEarly = before.clocks.some((clock) =>
      [...news, ...changes].some(({ at }) => mayHaveRungEarly(clock, at, rules.policyOf)),
    );
    return isEarly ? this.fromLog(tx, ticket, before, promises) : applyAll(before, news, changes, rules);
  }

  private async fromLog(tx: Tx, ticket: LockedTicket, before: Clocks, promises: Promises): Promise<Clocks> {
    return tell(ticket, before, await this.clocks.eventsAfter(tx, ticket.id, 0), promises);
  }

  private async save(tx: Tx, ticket: LockedTicket, before: Clocks, applied: Clocks, promises: Promises) {
    const heard = applied.clocks.map((clock) => hear(clock, promises));
    const after = { ...applied, clocks: heard.map(({ clock }) => clock) };
    const changed = after.clocks.filter((clock) => !before.clocks.includes(clock));
    const kept = new Set(after.clocks.map(({ id }) => id));
    await this.clocks.remove(
      tx,
      before.clocks.filter(({ id }) => !kept.has(id)),
    );
    await this.clocks.save(tx, ticket.id, after, changed);
    for (const { clock, threshold } of heard)
      if (threshold && !before.clocks.some((was) => isSameEnd(was, clock)))
        await this.tell(tx, ticket, clock, threshold);
    return after;
  }

  private async tell(tx: Tx, ticket: LockedTicket, clock: Clock, threshold: Threshold): Promise<void> {
    const tier = clock.tier ?? ticket.tier;
    const dueAt = clock.breachedAt ?? clock.dueAt;
    if (tier === null || dueAt === null) return;
    // When more than the breach was reached is not known: the clock has stopped since.
    const reachedAt = threshold.percent === BREACH ? dueAt : null;
    const { id: ticketId, version, now: rangAt } = ticket;
    const rang = { clock, threshold, dueAt, reachedAt, ticketId, version, tier, rangAt };
    await this.outbox.add(tx, SlaBreached, breachMessage(rang));
  }
}

/** The clocks as a whole log tells them. */
const tell = (ticket: LockedTicket, before: Clocks, log: readonly ClockEvent[], promises: Promises): Clocks =>
  retell(before.clocks, log, promises.changesAfter(0), rulesOf(ticket, promises, newId), ticket.now);

/** It had ended when it was stored: told anew it may prove late, but nobody is called to that any more. */
const isSameEnd = (was: Clock, is: Clock): boolean =>
  was.id === is.id && was.endedAt !== null && was.endedAt.getTime() === is.endedAt?.getTime();

/** A clock that broke, or went beyond a later threshold, and stopped before its alarm could ring: it rings now. */
function hear(clock: Clock, promises: Promises): { readonly clock: Clock; readonly threshold: Threshold | null } {
  if (clock.breachedAt === null) return { clock, threshold: null };
  const policy = promises.policyOf(clock.policyVersion);
  const used = clock.bankedMs / (policy.targetSeconds * 10);
  const reached = policy.thresholds.findLast(
    ({ percent }) => percent === BREACH || (percent > BREACH && percent < used),
  );
  if (!reached || reached.percent <= clock.rung) return { clock, threshold: null };
  const rung: Clock = { ...clock, rung: reached.percent };
  return { clock: rung.resumedAt ? run(rung, rung.resumedAt, policy) : rung, threshold: reached };
}

function nextAlarm({ clocks }: Clocks, now: Date): number | null {
  const alarms = clocks.flatMap(({ nextAlarmAt }) => (nextAlarmAt ? [nextAlarmAt.getTime() - now.getTime()] : []));
  return alarms.length > 0 ? Math.min(...alarms) : null;
}
