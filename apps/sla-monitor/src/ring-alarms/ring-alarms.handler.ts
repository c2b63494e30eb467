import { SlaBreached } from '#contracts';
import { Database, isOutage, run, type Statement, type Tx } from '#database';
import { BREACH } from '#domain';
import { Outbox, type OutboxRow } from '#messaging';
import { Injectable, Logger } from '@nestjs/common';
import { ApplyEventsHandler } from '../apply-events/apply-events.handler.js';
import { breachMessage, type Breach } from '../clocks/breach.js';

/** Most alarms of one transaction. */
export const BATCH = 500;
/** A ticket whose clocks could not be brought up to date is left alone for so long: it must not hold up the others. */
const SET_ASIDE_MS = 30_000;

type RungClock = Omit<Breach, 'tier'> & { readonly tier: number | null };

/** Rings what is due. Any number of processes may do so at once: each clock is rung by one of them, once. */
@Injectable()
export class RingAlarmsHandler {
  private readonly logger = new Logger(RingAlarmsHandler.name);
  /** Ids of tickets that are left alone, and until when. */
  private readonly setAside = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly events: ApplyEventsHandler,
  ) {}

  /** Rings at most `BATCH` clocks and says how many. */
  async ringDue(): Promise<number> {
    await this.catchUp();
    const { rung, rows } = await this.database.transaction((tx) => this.ring(tx));
    this.outbox.publish(rows);
    return rung;
  }

  /** Milliseconds until the next alarm by the database's time, negative when it is due; null when none is ahead. */
  async untilNext(): Promise<number | null> {
    return (await this.database.read<{ ms: number | null }>(next, [[...this.setAside.keys()]]))[0]?.ms ?? null;
  }

  /** Locks clocks only, and waits for none: whoever holds a ticket and wants its clocks cannot meet us in a deadlock. */
  private async ring(tx: Tx): Promise<{ rung: number; rows: OutboxRow[] }> {
    const breaches = await run<RungClock>(tx, ring, [BATCH]);
    const rows = breaches.flatMap(({ tier, ...breach }) =>
      tier === null ? [] : this.outbox.rows(SlaBreached, breachMessage({ ...breach, tier })),
    );
    if (rows.length > 0) await run(tx, insertRows, [JSON.stringify(rows)]);
    return { rung: breaches.length, rows };
  }

  /** A ticket may have moved while its message is still on the way: then its clocks are first brought up to date. */
  private async catchUp(): Promise<void> {
    for (const [ticketId, until] of this.setAside) if (until <= Date.now()) this.setAside.delete(ticketId);
    const values = [BATCH, [...this.setAside.keys()]];
    for (const { ticketId } of await this.database.read<{ ticketId: string }>(behind, values)) {
      try {
        await this.database.transaction((tx) => this.events.handle(tx, ticketId));
      } catch (error) {
        if (isOutage(error) && !isLockTimeout(error)) throw error;
        this.setAside.set(ticketId, Date.now() + SET_ASIDE_MS);
        this.logger.error(`The clocks of ticket ${ticketId} cannot be brought up to date; its alarm waits.`, error);
      }
    }
  }
}

/** Somebody keeps the ticket: that is about this one. Every other outage is about all. */
const isLockTimeout = (error: unknown): boolean => (error as { readonly code?: unknown }).code === '55P03';

/* Strictly after: at the very millisecond of the target a promise is still kept. */
const isDue = `clock.state = 'running' AND clock.next_alarm_at < (SELECT at FROM moment)`;
const moment = `moment AS MATERIALIZED (SELECT date_trunc('milliseconds', clock_timestamp()) AS at)`;
/* Subqueries and not joins, so that the plan stays an index scan in the order of alarms however many clocks there are. */
const hasMoved = `coalesce(
  (SELECT max(move.version) FROM ticket_transition move WHERE move.ticket_id = clock.ticket_id)
  > (SELECT version FROM clock_cursor WHERE clock_cursor.ticket_id = clock.ticket_id), false)`;

const behind: Statement = {
  name: 'alarm-behind',
  text: `WITH ${moment} SELECT DISTINCT clock.ticket_id AS "ticketId"
    FROM (SELECT ticket_id FROM clock WHERE ${isDue} AND ticket_id <> ALL ($2::uuid[]) ORDER BY next_alarm_at LIMIT $1) clock WHERE ${hasMoved}`,
};
const ring: Statement = {
  name: 'alarm-ring',
  text: `WITH ${moment}, due AS MATERIALIZED (
      SELECT clock.id FROM clock WHERE ${isDue} AND NOT ${hasMoved}
      ORDER BY clock.next_alarm_at LIMIT $1 FOR UPDATE OF clock SKIP LOCKED
    )
    UPDATE clock SET breached_at = coalesce(breached_at, due_at), rung = ${BREACH}, next_alarm_at = NULL
    FROM due, moment, ticket WHERE clock.id = due.id AND ticket.id = clock.ticket_id
    RETURNING clock.id AS "clockId", clock.ticket_id AS "ticketId", ticket.version, clock.kind,
      coalesce(clock.tier, ticket.tier) AS tier, clock.due_at AS "dueAt", moment.at AS "rangAt",
      clock.on_breach AS "onBreach", clock.even_if_held AS "evenIfHeld"`,
};
const insertRows: Statement = {
  name: 'alarm-outbox',
  text: `INSERT INTO outbox (id, queue, message, data, correlation_id, causation_id, next_sweep_at)
    SELECT id, queue, message, data, "correlationId", "causationId", now() + interval '10 seconds'
    FROM jsonb_to_recordset($1::jsonb)
      AS row (id uuid, queue text, message text, data jsonb, "correlationId" text, "causationId" text)`,
};
const next: Statement = {
  name: 'alarm-next',
  text: `SELECT (extract(epoch FROM min(next_alarm_at) - clock_timestamp()) * 1000)::float8 AS ms
    FROM clock WHERE state = 'running' AND next_alarm_at IS NOT NULL AND ticket_id <> ALL ($1::uuid[])`,
};
