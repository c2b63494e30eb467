import {
  applyEvent,
  BREACH,
  isBroken,
  noClocks,
  roundTheClock,
  type Clock,
  type ClockEvent,
  type Clocks,
} from '#domain';
import type pg from 'pg';
import { groupBy } from './group-by.js';

type ClockRow = Clock & { readonly ticketId: string };
type EventRow = ClockEvent & { readonly ticketId: string };

/** What the log alone decides. How far it has rung it does not: an alarm may have been faster than the move that stopped it. */
const compared = [
  'kind',
  'tier',
  'state',
  'priority',
  'targetSeconds',
  'startedAt',
  'resumedAt',
  'bankedMs',
  'dueAt',
  'breachedAt',
  'endedAt',
] as const satisfies readonly (keyof Clock)[];

/** Replays every ticket's log through the domain's rules and holds the rows of `clock` against it. */
export async function auditClocks(client: pg.Client): Promise<{ violations: string[]; clocks: number }> {
  const { rows: policies } = await client.query<Clock>(
    `SELECT kind, priority, target_seconds AS "targetSeconds", on_breach AS "onBreach", even_if_held AS "evenIfHeld" FROM sla_policy`,
  );
  const { rows: events } = await client.query<EventRow>(eventsOfAll);
  const { rows: stored } = await client.query<ClockRow>(clocksOfAll);
  const now = (await client.query<{ now: Date }>('SELECT now()')).rows[0]!.now;
  const rules = {
    policyOf: (priority: string, kind: string) =>
      policies.find((one) => one.priority === priority && one.kind === kind) ?? null,
    calendar: roundTheClock,
    newId: () => '',
  };
  const rowsOf = groupBy(stored, ({ ticketId }) => ticketId);
  const violations = [...groupBy(events, ({ ticketId }) => ticketId)].flatMap(([ticketId, log]) => {
    const { clocks } = log.reduce<Clocks>((before, event) => applyEvent(before, event, rules), noClocks);
    const rows = rowsOf.get(ticketId) ?? [];
    const rowOf = (clock: Clock) => rows.find(({ kind, tier }) => kind === clock.kind && tier === clock.tier);
    const expected = clocks.map((clock) => said(rung(clock, rowOf(clock), now))).toSorted();
    const found = rows.map(said).toSorted();
    return expected.join('\n') === found.join('\n')
      ? []
      : [
          `the clocks of ${ticketId} are not what its log gives\n  log:  ${expected.join('\n        ')}\n  rows: ${found.join('\n        ')}`,
        ];
  });
  return { violations, clocks: stored.length };
}

/** What its alarms will have written by `now`: a breach, unless it rang before and a move that was earlier undid it. */
function rung(clock: Clock, row: Clock | undefined, now: Date): Clock {
  const isOver = clock.state === 'running' && clock.breachedAt === null && isBroken(clock, now);
  const rangTooSoon = row?.rung === BREACH && row.breachedAt === null;
  return isOver && !rangTooSoon ? { ...clock, breachedAt: clock.dueAt } : clock;
}

const said = (clock: Clock): string => JSON.stringify(compared.map((property) => clock[property]));

const eventsOfAll = `SELECT event.ticket_id AS "ticketId", event.version, event.at, move.to_state AS "to", move.tier,
    event.data->>'priority' AS priority
  FROM ticket_event event LEFT JOIN ticket_transition move USING (ticket_id, version)
  ORDER BY event.ticket_id, event.version`;
const clocksOfAll = `SELECT ticket_id AS "ticketId", kind, tier, state, priority, target_seconds AS "targetSeconds",
    started_at AS "startedAt", resumed_at AS "resumedAt", banked_ms::float8 AS "bankedMs", due_at AS "dueAt",
    rung, breached_at AS "breachedAt", ended_at AS "endedAt"
  FROM clock`;
