import {
  clockColumns,
  promisesOf,
  run,
  selectClock,
  tellOf,
  unseen,
  type Promises,
  type Statement,
  type Tx,
} from '#database';
import { entitlements, noClocks, vendorNews, type Clock, type ClockEvent, type Clocks } from '#domain';
import { Injectable } from '@nestjs/common';

/** The clocks of a ticket as they were read, with the promises that hold now and held before. */
export interface StoredClocks {
  readonly clocks: Clocks;
  /** What happened on the ticket since, as far as clocks care, oldest first. */
  readonly news: readonly ClockEvent[];
  readonly promises: Promises;
}

type Cursor = Omit<Clocks, 'clocks'>;

/** The rows of `clock` and `clock_cursor`. Only this app writes them. */
@Injectable()
export class ClockStore {
  /**
   * Locks the ticket's clocks: an alarm that rings at the same moment is waited for and seen.
   *   all  whether rows that no cursor knows of are looked for too
   */
  async lock(tx: Tx, ticketId: string, { all = false } = {}): Promise<StoredClocks> {
    const rows = await run<CursorAndEvent>(tx, readCursor, [ticketId]);
    const { latest, cursor } = rows[0]!;
    const promises = await promisesOf(tx, latest);
    const news = rows[0]!.version === null ? [] : (rows as ClockEvent[]);
    if (!cursor && !all) return { clocks: noClocks, news, promises };
    const clocks = await run<Clock>(tx, lockClocks, [ticketId]);
    return { clocks: { ...(cursor ? known(cursor) : noClocks), clocks }, news, promises };
  }

  /** What happened on the ticket after `version`, as far as clocks care, oldest first. */
  eventsAfter(tx: Tx, ticketId: string, version: number): Promise<ClockEvent[]> {
    return run<ClockEvent>(tx, readEvents, [ticketId, version]);
  }

  /** When an event happened; null when there is none of that version. */
  async timeOf(tx: Tx, ticketId: string, version: number): Promise<Date | null> {
    return (await run<{ at: Date }>(tx, readTime, [ticketId, version]))[0]?.at ?? null;
  }

  /** Writes the cursor, the given clocks and when the ticket is due next in one statement. */
  async save(tx: Tx, ticketId: string, after: Clocks, changed: readonly Clock[]): Promise<void> {
    const { version, change, openedAt, state, priority, entitlement, vendorCaseId } = after;
    const cursor = [version, openedAt, priority, entitlement, change, state, vendorCaseId];
    await run(tx, save, [ticketId, JSON.stringify(changed), ...cursor, soonestDue(after.clocks)]);
  }

  /** Takes away clocks that the log, told anew, never began: they were promised by nobody. */
  async remove(tx: Tx, clocks: readonly Clock[]): Promise<void> {
    if (clocks.length > 0) await run(tx, remove, [clocks.map(({ id }) => id)]);
  }
}

const soonestDue = (clocks: readonly Clock[]): Date | null =>
  clocks.reduce<Date | null>(
    (soonest, { state, dueAt }) => (state === 'running' && dueAt && (!soonest || dueAt < soonest) ? dueAt : soonest),
    null,
  );

/** Instants in JSON are milliseconds. */
interface StoredCursor extends Omit<Cursor, 'openedAt'> {
  readonly openedAt: number | null;
}

/** Each event beside what is the same in all rows; one row without an event when nothing happened since. */
interface CursorAndEvent extends Omit<ClockEvent, 'version'> {
  readonly cursor: StoredCursor | null;
  readonly latest: number;
  readonly version: number | null;
}

const known = ({ openedAt, ...cursor }: StoredCursor): Cursor => ({
  ...cursor,
  openedAt: openedAt === null ? null : new Date(openedAt),
});

const names = Object.values(clockColumns).map(([column]) => column);
const properties = Object.keys(clockColumns).map((property) => `"${property}"`);

const lockClocks: Statement = {
  name: 'clock-lock',
  text: `SELECT ${selectClock} FROM clock WHERE ticket_id = $1 ORDER BY started_at, id FOR UPDATE`,
};
const readTime: Statement = {
  name: 'clock-event-time',
  text: 'SELECT at FROM ticket_event WHERE ticket_id = $1 AND version = $2',
};
const remove: Statement = {
  name: 'clock-remove',
  text: `DELETE FROM clock WHERE id = ANY (ARRAY(SELECT unnest(${unseen('$1::uuid[]')})))`,
};
const listed = (texts: readonly string[]): string => texts.map((each) => `'${each}'`).join(', ');
/*
 * A move is what the history calls one; priority and entitlement stand in the data of the event that settled them. Posts of
 * machines and of unknown senders are the system's: they neither ask nor answer. What was asked on a ticket that was merged into
 * this one is asked here.
 */
const eventsAfter = (
  version: string,
): string => `SELECT event.version, event.at, move.to_state AS "to", coalesce(move.tier, (event.data->>'tier')::integer) AS tier,
      (event.data->>'teamId')::uuid AS "teamId",
      CASE WHEN event.data->>'priority' IN ('P1', 'P2', 'P3', 'P4', 'P5') THEN event.data->>'priority' END AS priority,
      CASE WHEN event.data->>'entitlement' IN (${listed(entitlements)}) THEN event.data->>'entitlement' END AS entitlement,
      event.actor_kind = 'agent' AND said.public AS answers,
      (event.actor_kind IN ('customer', 'api-key') AND said.public)
        OR (event.type = 'ticket.absorbed' AND coalesce(event.data->>'asks' = 'true', false)) AS asks,
      CASE WHEN event.type IN (${listed(vendorNews.map((news) => `vendor-case.${news}`))})
        AND event.data->>'kind' IS DISTINCT FROM 'case.reminder' THEN json_build_object('caseId', event.data->>'caseId',
          'vendorId', (SELECT vendor_id FROM vendor_case WHERE id = (event.data->>'caseId')::uuid),
          'news', substr(event.type, ${'vendor-case.'.length + 1})) END AS vendor,
      CASE WHEN event.type IN ('ticket.overflowed', 'ticket.overflow-ended', 'ticket.transferred') THEN json_build_object('teamId',
          CASE WHEN event.type = 'ticket.overflowed' THEN event.data->>'partnerTeamId' END) END AS overflow
    FROM ticket_event event LEFT JOIN ticket_transition move USING (ticket_id, version)
      CROSS JOIN LATERAL (SELECT coalesce(event.version > 1 AND event.data ? 'postId' AND EXISTS (SELECT FROM post
        WHERE post.ticket_id = event.ticket_id AND post.id::text = event.data->>'postId' AND post.public), false) AS public) said
    WHERE event.ticket_id = $1 AND event.version > ${version} ORDER BY event.version`;
const readEvents: Statement = { name: 'clock-events', text: eventsAfter('$2') };
const readCursor: Statement = {
  name: 'clock-cursor-and-events',
  text: `SELECT CASE WHEN cursor.version IS NOT NULL THEN json_build_object('version', cursor.version, 'change', cursor.change,
        'openedAt', (extract(epoch FROM cursor.opened_at) * 1000)::float8, 'state', cursor.state, 'priority', cursor.priority,
        'entitlement', cursor.entitlement, 'vendorCaseId', cursor.vendor_case_id) END AS cursor,
      (SELECT max(id) FROM sla_change) AS latest, event.*
    FROM (SELECT $1::uuid AS id) ticket LEFT JOIN clock_cursor cursor ON cursor.ticket_id = ticket.id
      LEFT JOIN LATERAL (${eventsAfter('coalesce(cursor.version, 0)')}) event ON true
    ORDER BY event.version`,
};
const save: Statement = {
  name: 'clock-save',
  text: `WITH cursor AS (
      INSERT INTO clock_cursor (ticket_id, version, opened_at, priority, entitlement, change, state, vendor_case_id)
      VALUES ($1, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (ticket_id) DO UPDATE
        SET version = excluded.version, opened_at = excluded.opened_at, priority = excluded.priority,
          entitlement = excluded.entitlement, change = excluded.change, state = excluded.state,
          vendor_case_id = excluded.vendor_case_id
    ), due AS (
      -- The queue again: processes of a version that did not know of it may still be moving tickets.
      INSERT INTO ticket_due (ticket_id, number, queue, due_at)
      SELECT id, number, CASE WHEN state = 'queued' THEN tier END, $10::timestamptz FROM ticket WHERE id = $1
      ON CONFLICT (ticket_id) DO UPDATE SET queue = excluded.queue, due_at = excluded.due_at
        WHERE (ticket_due.queue, ticket_due.due_at) IS DISTINCT FROM (excluded.queue, excluded.due_at)
    ), told AS (${tellOf('clocks-changed', 'ARRAY[$1::uuid]', `WHERE $2::jsonb <> '[]'`)})
    INSERT INTO clock (ticket_id, ${names.join(', ')})
    SELECT $1, ${properties.join(', ')}
    FROM jsonb_to_recordset($2::jsonb) AS changed (${Object.entries(clockColumns)
      .map(([property, [, type]]) => `"${property}" ${type}`)
      .join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${names.map((column) => `${column} = excluded.${column}`).join(', ')}`,
};
