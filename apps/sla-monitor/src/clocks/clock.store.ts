import { run, type Statement, type Tx } from '#database';
import {
  noClocks,
  type Clock,
  type ClockEvent,
  type ClockKind,
  type Clocks,
  type Priority,
  type SlaPolicy,
} from '#domain';
import { Injectable } from '@nestjs/common';

/** The clocks of a ticket as they were read, with the policies that clocks started now will have. */
export interface StoredClocks extends Clocks {
  readonly policyOf: (priority: Priority, kind: ClockKind) => SlaPolicy | null;
}

interface StoredPolicy extends SlaPolicy {
  readonly priority: Priority;
  readonly kind: ClockKind;
}

type Cursor = Omit<Clocks, 'clocks'> & { readonly policies: readonly StoredPolicy[] };

/** The rows of `clock` and `clock_cursor`. Only this app writes them. */
@Injectable()
export class ClockStore {
  /** Locks the ticket's clocks: an alarm that rings at the same moment is waited for and seen. */
  async lock(tx: Tx, ticketId: string): Promise<StoredClocks> {
    const [cursor] = await run<Partial<Cursor> & Pick<Cursor, 'policies'>>(tx, readCursor, [ticketId]);
    const { policies = [], version, openedAt, priority } = cursor ?? {};
    const clocks = version === undefined || version === null ? [] : await run<Clock>(tx, lockClocks, [ticketId]);
    return {
      version: version ?? noClocks.version,
      openedAt: openedAt ?? null,
      priority: priority ?? null,
      clocks,
      policyOf: (asked, kind) => policies.find((one) => one.priority === asked && one.kind === kind) ?? null,
    };
  }

  /** What happened on the ticket after `version`, as far as clocks care, oldest first. */
  eventsAfter(tx: Tx, ticketId: string, version: number): Promise<ClockEvent[]> {
    return run<ClockEvent>(tx, readEvents, [ticketId, version]);
  }

  /** Writes the cursor and the given clocks in one statement. */
  async save(tx: Tx, ticketId: string, { version, openedAt, priority }: Clocks, changed: readonly Clock[]) {
    await run(tx, save, [ticketId, version, openedAt, priority, JSON.stringify(changed)]);
  }
}

/** Property of a clock -> its column and type. */
const columns: Readonly<Record<keyof Clock, readonly [column: string, type: string]>> = {
  id: ['id', 'uuid'],
  kind: ['kind', 'text'],
  tier: ['tier', 'integer'],
  state: ['state', 'text'],
  priority: ['priority', 'text'],
  targetSeconds: ['target_seconds', 'integer'],
  onBreach: ['on_breach', 'text'],
  evenIfHeld: ['even_if_held', 'boolean'],
  startedAt: ['started_at', 'timestamptz'],
  resumedAt: ['resumed_at', 'timestamptz'],
  bankedMs: ['banked_ms', 'bigint'],
  dueAt: ['due_at', 'timestamptz'],
  nextAlarmAt: ['next_alarm_at', 'timestamptz'],
  rung: ['rung', 'smallint'],
  breachedAt: ['breached_at', 'timestamptz'],
  endedAt: ['ended_at', 'timestamptz'],
};

/** The select list that yields a `Clock`. */
export const selectClock = Object.entries(columns)
  .map(([property, [column]]) => `clock.${column} AS "${property}"`)
  .join(', ');

const names = Object.values(columns).map(([column]) => column);

const readCursor: Statement = {
  name: 'clock-cursor',
  text: `SELECT cursor.version, cursor.opened_at AS "openedAt", cursor.priority,
      (SELECT json_agg(json_build_object('priority', priority, 'kind', kind, 'targetSeconds', target_seconds,
        'onBreach', on_breach, 'evenIfHeld', even_if_held)) FROM sla_policy) AS policies
    FROM (SELECT $1::uuid AS id) ticket LEFT JOIN clock_cursor cursor ON cursor.ticket_id = ticket.id`,
};
const lockClocks: Statement = {
  name: 'clock-lock',
  text: `SELECT ${selectClock} FROM clock WHERE ticket_id = $1 ORDER BY started_at, id FOR UPDATE`,
};
/* A move is what the history calls one; the priority stands in the data of the event that settled it. */
const readEvents: Statement = {
  name: 'clock-events',
  text: `SELECT event.version, event.at, move.to_state AS "to", move.tier,
      CASE WHEN event.data->>'priority' IN ('P1', 'P2', 'P3', 'P4', 'P5') THEN event.data->>'priority' END AS priority
    FROM ticket_event event LEFT JOIN ticket_transition move USING (ticket_id, version)
    WHERE event.ticket_id = $1 AND event.version > $2 ORDER BY event.version`,
};
const save: Statement = {
  name: 'clock-save',
  text: `WITH cursor AS (
      INSERT INTO clock_cursor (ticket_id, version, opened_at, priority) VALUES ($1, $2, $3, $4)
      ON CONFLICT (ticket_id) DO UPDATE
        SET version = excluded.version, opened_at = excluded.opened_at, priority = excluded.priority
    )
    INSERT INTO clock (ticket_id, ${names.join(', ')})
    SELECT $1, ${Object.keys(columns)
      .map((property) => `"${property}"`)
      .join(', ')}
    FROM jsonb_to_recordset($5::jsonb) AS changed (${Object.entries(columns)
      .map(([property, [, type]]) => `"${property}" ${type}`)
      .join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${names.map((column) => `${column} = excluded.${column}`).join(', ')}`,
};
