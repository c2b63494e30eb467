import { calendarsOf, clockColumns, clockToColumns, run, selectClock, type Statement, type Tx } from '#database';
import {
  entitlements,
  noClocks,
  type CalendarOf,
  type Clock,
  type ClockEvent,
  type ClockKind,
  type Clocks,
  type Entitlement,
  type PolicyOf,
  type Priority,
  type SlaPolicy,
} from '#domain';
import { Injectable } from '@nestjs/common';

/** The clocks of a ticket as they were read, with the policies that clocks started now will have. */
export interface StoredClocks extends Clocks {
  readonly policyOf: PolicyOf;
  /** Knows the calendars of these clocks and policies. */
  readonly calendarOf: CalendarOf;
}

interface StoredPolicy extends SlaPolicy {
  readonly priority: Priority;
  readonly kind: ClockKind;
  readonly entitlement: Entitlement | 'any';
}

type Cursor = Omit<Clocks, 'clocks'> & { readonly policies: readonly StoredPolicy[] };

/** The rows of `clock` and `clock_cursor`. Only this app writes them. */
@Injectable()
export class ClockStore {
  /** Locks the ticket's clocks: an alarm that rings at the same moment is waited for and seen. */
  async lock(tx: Tx, ticketId: string): Promise<StoredClocks> {
    const [cursor] = await run<Partial<Cursor> & Pick<Cursor, 'policies'>>(tx, readCursor, [ticketId]);
    const { policies = [], version, openedAt, priority, entitlement } = cursor ?? {};
    const clocks = version === undefined || version === null ? [] : await run<Clock>(tx, lockClocks, [ticketId]);
    const promises = [...clocks, ...policies];
    const calendarOf = await calendarsOf(
      tx,
      promises.map(({ calendarVersion }) => calendarVersion),
    );
    return {
      version: version ?? noClocks.version,
      openedAt: openedAt ?? null,
      priority: priority ?? null,
      entitlement: entitlement ?? null,
      clocks,
      policyOf: policyAmong(policies),
      calendarOf,
    };
  }

  /** What happened on the ticket after `version`, as far as clocks care, oldest first. */
  eventsAfter(tx: Tx, ticketId: string, version: number): Promise<ClockEvent[]> {
    return run<ClockEvent>(tx, readEvents, [ticketId, version]);
  }

  /** Writes the cursor and the given clocks in one statement. */
  async save(
    tx: Tx,
    ticketId: string,
    { version, openedAt, priority, entitlement }: Clocks,
    changed: readonly Clock[],
  ) {
    await run(tx, save, [ticketId, version, openedAt, priority, JSON.stringify(changed), entitlement]);
  }
}

/** The policy for this very kind of support, else the one for any. */
const policyAmong =
  (policies: readonly StoredPolicy[]): PolicyOf =>
  (priority, kind, entitlement) => {
    const candidates = policies.filter((one) => one.priority === priority && one.kind === kind);
    const own = candidates.find((one) => one.entitlement === entitlement);
    return own ?? candidates.find((one) => one.entitlement === 'any') ?? null;
  };

const names = Object.values(clockColumns).map(([column]) => column);

const readCursor: Statement = {
  name: 'clock-cursor',
  text: `SELECT cursor.version, cursor.opened_at AS "openedAt", cursor.priority, cursor.entitlement,
      (SELECT json_agg(json_build_object('priority', priority, 'kind', kind, 'entitlement', entitlement,
        'targetSeconds', target_seconds, 'warnAt', warn_at, 'warn', warn, 'onBreach', on_breach, 'evenIfHeld', even_if_held,
        'calendarVersion', calendar.version)) FROM sla_policy LEFT JOIN calendar ON calendar.code = sla_policy.calendar) AS policies
    FROM (SELECT $1::uuid AS id) ticket LEFT JOIN clock_cursor cursor ON cursor.ticket_id = ticket.id`,
};
const lockClocks: Statement = {
  name: 'clock-lock',
  text: `SELECT ${selectClock} FROM clock WHERE ticket_id = $1 ORDER BY started_at, id FOR UPDATE`,
};
/* A move is what the history calls one; priority and entitlement stand in the data of the event that settled them. */
const readEvents: Statement = {
  name: 'clock-events',
  text: `SELECT event.version, event.at, move.to_state AS "to", move.tier,
      CASE WHEN event.data->>'priority' IN ('P1', 'P2', 'P3', 'P4', 'P5') THEN event.data->>'priority' END AS priority,
      CASE WHEN event.data->>'entitlement' IN (${entitlements.map((each) => `'${each}'`).join(', ')})
        THEN event.data->>'entitlement' END AS entitlement,
      event.actor_kind = 'agent' AND event.version > 1 AND event.data ? 'postId' AND EXISTS (SELECT FROM post
        WHERE post.ticket_id = event.ticket_id AND post.id::text = event.data->>'postId' AND post.public) AS answers
    FROM ticket_event event LEFT JOIN ticket_transition move USING (ticket_id, version)
    WHERE event.ticket_id = $1 AND event.version > $2 ORDER BY event.version`,
};
const save: Statement = {
  name: 'clock-save',
  text: `WITH cursor AS (
      INSERT INTO clock_cursor (ticket_id, version, opened_at, priority, entitlement) VALUES ($1, $2, $3, $4, $6)
      ON CONFLICT (ticket_id) DO UPDATE
        SET version = excluded.version, opened_at = excluded.opened_at, priority = excluded.priority,
          entitlement = excluded.entitlement
    )
    INSERT INTO clock (ticket_id, ${names.join(', ')})
    SELECT $1, ${clockToColumns}
    FROM jsonb_to_recordset($5::jsonb) AS changed (${Object.entries(clockColumns)
      .map(([property, [, type]]) => `"${property}" ${type}`)
      .join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${names.map((column) => `${column} = excluded.${column}`).join(', ')}`,
};
