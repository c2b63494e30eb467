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

type Of<T> = T & { readonly ticketId: string };
type Policy = Clock & { readonly entitlement: string };

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
  const policies = await rowsOf<Policy>(client, 'SELECT * FROM sla_policy');
  const events = await rowsOf<Of<ClockEvent>>(client, eventsOfAll);
  const stored = await rowsOf<Of<Clock>>(client, 'SELECT *, banked_ms::float8 AS banked_ms FROM clock');
  const now = (await rowsOf<{ now: Date }>(client, 'SELECT now()'))[0]!.now;
  const rules = { policyOf: policyAmong(policies), calendarOf: () => roundTheClock, newId: () => '' };
  const clocksOf = groupBy(stored, ({ ticketId }) => ticketId);
  const violations = [...groupBy(events, ({ ticketId }) => ticketId)].flatMap(([ticketId, log]) => {
    const { clocks } = log.reduce<Clocks>((before, event) => applyEvent(before, event, rules), noClocks);
    const rows = clocksOf.get(ticketId) ?? [];
    const rowOf = (clock: Clock) => rows.find(({ kind, tier }) => kind === clock.kind && tier === clock.tier);
    const expected = clocks.map((clock) => said(rung(clock, rowOf(clock), now))).toSorted();
    const found = rows.map(said).toSorted();
    const isSame = expected.join() === found.join();
    return isSame ? [] : [`the clocks of ${ticketId} are not what its log gives\n${table({ expected, found })}`];
  });
  return { violations, clocks: stored.length };
}

/** The policy for this very kind of support, else the one for any. */
const policyAmong = (policies: readonly Policy[]) => (priority: string, kind: string, entitlement?: string | null) => {
  const fitting = policies.filter((one) => one.priority === priority && one.kind === kind);
  return fitting.find((one) => one.entitlement === entitlement) ?? fitting.find(isForAny) ?? null;
};
const isForAny = ({ entitlement = 'any' }: Partial<Policy>): boolean => entitlement === 'any';

/** What its alarms will have written by `now`: a breach, unless it rang before and a move that was earlier undid it. */
function rung(clock: Clock, row: Clock | undefined, now: Date): Clock {
  const isOver = clock.state === 'running' && clock.breachedAt === null && isBroken(clock, now);
  const rangTooSoon = row?.rung === BREACH && row.breachedAt === null;
  return isOver && !rangTooSoon ? { ...clock, breachedAt: clock.dueAt } : clock;
}

const said = (clock: Clock): string => JSON.stringify(compared.map((property) => clock[property]));
const table = (parts: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(parts)
    .flatMap(([name, lines]) => lines.map((line) => `  ${name}: ${line}`))
    .join('\n');

/** The rows, with the names of their columns as our code writes them. */
async function rowsOf<T>(client: pg.Client, sql: string): Promise<T[]> {
  const { rows } = await client.query<Record<string, unknown>>(sql);
  const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [camel(name), value])) as T);
}

/* A first answer is what an agent says in public after the ticket was opened. */
const eventsOfAll = `SELECT event.ticket_id, event.version, event.at, move.to_state AS "to", move.tier,
    event.data->>'priority' AS priority, event.data->>'entitlement' AS entitlement,
    coalesce(event.actor_kind = 'agent' AND event.version > 1 AND post.public, false) AS answers
  FROM ticket_event event LEFT JOIN ticket_transition move USING (ticket_id, version)
  LEFT JOIN post ON post.ticket_id = event.ticket_id AND post.id::text = event.data->>'postId'
  ORDER BY event.ticket_id, event.version`;
