import { SlaBreached, SlaWarned } from '#contracts';
import { Database, isLockTimeout, isOutage, policiesOf, run, type Statement, type Tx } from '#database';
import { BREACH, ring, type Ring } from '#domain';
import { Outbox, type OutboxRow } from '#messaging';
import { Injectable, Logger } from '@nestjs/common';
import { ApplyChangesHandler, type Together } from '../apply-changes/apply-changes.handler.js';
import { ApplyEventsHandler } from '../apply-events/apply-events.handler.js';
import { breachMessage, isSaid, warningMessage } from '../clocks/sayings.js';
import { HerdMessages } from './herd-messages.js';
import { listDue, lockDue, lockIfDue, untilNextAlarm, writeRings, type DueClock } from './due.store.js';

/** Most alarms of one transaction. */
export const BATCH = 500;
/** A ticket whose clocks cannot be brought up to date or rung is left alone for so long: it must not hold up the others. */
const SET_ASIDE_MS = 30_000;
/** Most tickets of one round whose log has to be read; the others that are behind wait for a later round. */
const MOST_BY_LOG = 100;
const LATER_MS = 1_000;
/** Most tickets of one round that somebody has, and how long each is waited for: they must not hold up the others. */
const MOST_BUSY = 5;
const LOCK_WAIT = '100ms';

/** What one transaction did: how many clocks it rang, and the tickets whose clocks have to be brought up to date first. */
interface Rung {
  readonly rung: number;
  readonly behind: readonly string[];
}

/** The same, with what is to be published, as rows and as they were written. */
interface Written extends Rung {
  readonly rows: readonly OutboxRow[];
  readonly written: string;
}

/** Rings what is due. Any number of processes may do so at once: each threshold is rung by one of them, once. */
@Injectable()
export class RingAlarmsHandler {
  private readonly logger = new Logger(RingAlarmsHandler.name);
  /** Tickets that are left alone, and until when; for ever while they are brought up to date. */
  private readonly setAside = new Map<string, number>();
  private readonly messages: HerdMessages;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly events: ApplyEventsHandler,
    private readonly changes: ApplyChangesHandler,
  ) {
    this.messages = new HerdMessages(outbox);
  }

  /** Rings at most `BATCH` clocks, twice when some had to be brought up to date in between, and says how many. */
  async ringDue(): Promise<number> {
    for (const [ticketId, until] of this.setAside) if (until <= Date.now()) this.setAside.delete(ticketId);
    const { rung, behind } = await this.ringMany();
    if (behind.length === 0) return rung;
    await this.catchUp(behind);
    return rung + (await this.ringMany()).rung;
  }

  /** No more are due at once than are rung at once: what the many said may be brought to its queues. */
  herdPassed(): void {
    this.messages.bring();
  }

  /** Milliseconds until the next alarm by the database's time, negative when it is due; null when none is ahead. */
  untilNext(): Promise<number | null> {
    return untilNextAlarm(this.database, [...this.setAside.keys()]);
  }

  private async ringMany(): Promise<Rung> {
    try {
      return await this.inTransaction((tx) => lockDue(tx, BATCH, [...this.setAside.keys()]));
    } catch (error) {
      if (isOutage(error)) throw error;
      this.logger.error('Alarms cannot ring together; each is rung alone, to leave out what is wrong.', error);
      return this.ringEach();
    }
  }

  /** One clock that cannot ring must not silence those that are due with it. */
  private async ringEach(): Promise<Rung> {
    let rung = 0;
    const behind: string[] = [];
    for (const { id, ticketId } of await listDue(this.database, BATCH, [...this.setAside.keys()])) {
      try {
        const one = await this.inTransaction((tx) => lockIfDue(tx, id));
        rung += one.rung;
        behind.push(...one.behind);
      } catch (error) {
        this.leaveAlone(ticketId, 'rung', error);
      }
    }
    return { rung, behind };
  }

  private async inTransaction(lock: (tx: Tx) => Promise<DueClock[]>): Promise<Rung> {
    const { rung, behind, rows, written } = await this.database.transaction(async (tx) =>
      this.ring(tx, await lock(tx)),
    );
    if (rung >= BATCH) this.messages.keep(written);
    else this.outbox.publish(rows);
    return { rung, behind };
  }

  /** A ticket may have changed while its message is still on the way: those clocks wait until they know of it. */
  private async ring(tx: Tx, due: readonly DueClock[]): Promise<Written> {
    const told = due.filter((clock) => !clock.behind);
    const policyOf = await policiesOf(
      tx,
      told.map(({ policyVersion }) => policyVersion),
    );
    const rang = told.map((clock) => ({ clock, outcome: ring(clock, clock.now, policyOf(clock.policyVersion)) }));
    const rows = rang.flatMap(({ clock, outcome }) => this.sayings(clock, outcome));
    const outcomes = rang.map(({ clock: { id }, outcome }) => ({ id, ...outcome }));
    const written = JSON.stringify(rows);
    if (outcomes.length > 0) await writeRings(tx, outcomes, written);
    const behind = new Set(due.filter((clock) => clock.behind).map(({ ticketId }) => ticketId));
    return { rung: rang.length, behind: [...behind], rows, written };
  }

  private sayings(clock: DueClock, { threshold, reachedAt }: Ring): OutboxRow[] {
    const { ticketId, version, dueAt, now: rangAt } = clock;
    const tier = clock.tier ?? clock.ticketTier;
    if (!threshold || tier === null || dueAt === null) return [];
    const rang = { clock, threshold, dueAt, reachedAt, ticketId, version, tier, rangAt };
    if (threshold.percent >= BREACH) return this.outbox.rows(SlaBreached, breachMessage(rang));
    return isSaid(threshold) ? this.outbox.rows(SlaWarned, warningMessage(rang)) : [];
  }

  /**
   * Brings tickets up to date before their clocks ring. Those that only go by older policies are brought along together, for
   * after a change that may be all of them; of those whose log has more to tell, and that somebody has just now, only some, and
   * the others ring meanwhile.
   */
  private async catchUp(behind: readonly string[]): Promise<void> {
    for (const ticketId of behind) this.setAside.set(ticketId, Infinity);
    try {
      const { alone, busy } = await this.bringTogether(behind);
      const isBusy = new Set(busy);
      const now = new Set([
        ...alone.filter((id) => !isBusy.has(id)).slice(0, MOST_BY_LOG),
        ...busy.slice(0, MOST_BUSY),
      ]);
      for (const ticketId of now) await this.catchUpByLog(ticketId);
      for (const ticketId of alone) if (!now.has(ticketId)) this.setAside.set(ticketId, Date.now() + LATER_MS);
    } finally {
      for (const ticketId of behind) if (this.setAside.get(ticketId) === Infinity) this.setAside.delete(ticketId);
    }
  }

  /** Gives those that cannot be brought along with others. */
  private async bringTogether(behind: readonly string[]): Promise<Pick<Together, 'alone' | 'busy'>> {
    try {
      return await this.changes.bringMany(behind);
    } catch (error) {
      if (isOutage(error) && !isLockTimeout(error)) throw error;
      this.logger.error('Clocks cannot be brought along together; each is brought alone.', error);
      return { alone: behind, busy: [] };
    }
  }

  private async catchUpByLog(ticketId: string): Promise<void> {
    try {
      await this.database.transaction(async (tx) => {
        await run(tx, waitBriefly, [LOCK_WAIT]);
        await this.events.handle(tx, ticketId);
      });
    } catch (error) {
      if (isLockTimeout(error)) this.setAside.set(ticketId, Date.now() + LATER_MS);
      else this.leaveAlone(ticketId, 'brought up to date', error);
    }
  }

  /** An outage is about all, not about this one. */
  private leaveAlone(ticketId: string, what: string, error: unknown): void {
    if (isOutage(error) && !isLockTimeout(error)) throw error;
    this.setAside.set(ticketId, Date.now() + SET_ASIDE_MS);
    this.logger.error(`The clocks of ticket ${ticketId} cannot be ${what}; its alarm waits.`, error);
  }
}

const waitBriefly: Statement = { name: 'alarm-wait-briefly', text: `SELECT set_config('lock_timeout', $1, true)` };
