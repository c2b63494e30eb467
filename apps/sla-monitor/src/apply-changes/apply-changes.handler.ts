import { Database, isLockTimeout, isOutage, newId, promisesOf, type Tx } from '#database';
import type { Clock } from '#domain';
import { Injectable, Logger } from '@nestjs/common';
import { ApplyEventsHandler } from '../apply-events/apply-events.handler.js';
import { dueTimes, lockOpenClocks, lockTickets, nextTickets, writeBrought } from './behind.store.js';
import { bringAlong } from './bring-along.js';
import { afterAllOf, ChangeStore, startOfAll, type Place } from './change.store.js';

/** Most tickets of one transaction: whoever wants one of them meanwhile waits for some ten milliseconds. */
const BATCH = 200;

/** What became of tickets that were to be brought along together. */
export interface Together {
  /** Those that have to be brought along by their log: more has happened on them, or somebody has them. */
  readonly alone: readonly string[];
  /** Those of them that somebody has. */
  readonly busy: readonly string[];
  readonly step: Step;
}

interface Step {
  readonly moved: number;
  /** Milliseconds until the first alarm of these tickets; null for none. */
  readonly ringsIn: number | null;
}

/**
 * Brings the clocks of all open tickets along with changed policies, a batch at a time. Each ticket says by which change it
 * goes, so a step that is made twice, or by two, does nothing the second time.
 */
@Injectable()
export class ApplyChangesHandler {
  private readonly logger = new Logger(ApplyChangesHandler.name);
  private readonly worker = newId();

  constructor(
    private readonly database: Database,
    private readonly changes: ChangeStore,
    private readonly events: ApplyEventsHandler,
  ) {}

  /**
   * Goes on with the oldest change that is not finished.
   *   goesOn  asked after each batch
   *   rings   told in how many milliseconds an alarm is expected
   * Gives whether there may be more to do now.
   */
  async handle(goesOn: () => boolean, rings: (ms: number) => void): Promise<boolean> {
    const change = await this.changes.take(this.worker);
    if (!change) return false;
    if (change.tickets === null) await this.changes.begin(change.id, this.worker);
    let place: Place | null = change.place ?? startOfAll;
    while (place && goesOn()) {
      const passed = await nextTickets(this.database, place, change.id, BATCH);
      const behind = passed.filter((ticket) => ticket.behind).map(({ id }) => id);
      const { moved, ringsIn } = behind.length > 0 ? await this.bring(behind) : { moved: 0, ringsIn: null };
      if (ringsIn !== null) rings(ringsIn);
      const last = passed.at(-1);
      const here: Place = { state: place.state, number: last?.number ?? place.number };
      // What was brought is counted only when nobody else took over.
      if (!(await this.changes.pass(change.id, this.worker, here, passed.length, moved))) return true;
      place = passed.length < BATCH ? afterAllOf(place.state) : here;
    }
    if (place) await this.changes.leave(change.id, this.worker);
    else await this.changes.finish(change.id, this.worker);
    return true;
  }

  /** Brings those tickets along, in one transaction, that need no more than their rows and that nobody else has; gives the others. */
  bringMany(ids: readonly string[]): Promise<Together> {
    return this.database.transaction((tx) => this.bringTogether(tx, ids));
  }

  private async bring(ids: readonly string[]): Promise<Step> {
    const { alone, step } = await this.bringMany(ids);
    const steps = [step];
    for (const id of alone) steps.push(await this.bringByLog(id));
    const alarms = steps.flatMap(({ ringsIn }) => (ringsIn === null ? [] : [ringsIn]));
    return {
      moved: steps.reduce((sum, { moved }) => sum + moved, 0),
      ringsIn: alarms.length > 0 ? Math.min(...alarms) : null,
    };
  }

  /** All that need no more than their rows; gives the others. */
  private async bringTogether(tx: Tx, ids: readonly string[]): Promise<Together> {
    const tickets = await lockTickets(tx, ids);
    const clocks = new Map<string, Clock[]>(tickets.map(({ id }) => [id, []]));
    for (const clock of await lockOpenClocks(tx, [...clocks.keys()])) clocks.get(clock.ticketId)?.push(clock);
    const promises = await promisesOf(tx);
    const done: string[] = [];
    const changed: Clock[] = [];
    let moved = 0;
    let ringsAt = Infinity;
    for (const ticket of tickets) {
      const brought = bringAlong(ticket, clocks.get(ticket.id) ?? [], promises);
      if (!brought) continue;
      done.push(ticket.id);
      changed.push(...brought.changed);
      moved += brought.moved;
      for (const { nextAlarmAt } of brought.changed)
        if (nextAlarmAt) ringsAt = Math.min(ringsAt, nextAlarmAt.getTime() - ticket.now.getTime());
    }
    if (done.length > 0) await writeBrought(tx, done, promises.change, changed);
    const isDone = new Set(done);
    const step = { moved, ringsIn: ringsAt === Infinity ? null : ringsAt };
    return { alone: ids.filter((id) => !isDone.has(id)), busy: ids.filter((id) => !clocks.has(id)), step };
  }

  /** A ticket that somebody else has, or that has more to tell than its rows. */
  private async bringByLog(ticketId: string): Promise<Step> {
    try {
      return await this.database.transaction(async (tx) => {
        const before = await dueTimes(tx, ticketId);
        const ringsIn = await this.events.handle(tx, ticketId);
        const after = await dueTimes(tx, ticketId);
        const moved = [...before].filter(([id, dueAt]) => after.get(id) !== dueAt).length;
        return { moved, ringsIn };
      });
    } catch (error) {
      // One that somebody keeps is brought along by its next event or alarm.
      if (isOutage(error) && !isLockTimeout(error)) throw error;
      this.logger.error(`The clocks of ticket ${ticketId} cannot be brought along with the changed policies.`, error);
      return { moved: 0, ringsIn: null };
    }
  }
}
