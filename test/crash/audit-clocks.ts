import { createDataSource, Database, promisesOf, type Promises } from '#database';
import {
  BREACH,
  isBroken,
  reachedBy,
  retell,
  sameClock,
  tellClocks,
  vendorNews,
  type Clock,
  type ClockEvent,
  type ClockRules,
  type ToldClock,
} from '#domain';
import type pg from 'pg';
import { groupBy } from './group-by.js';

type Of<T> = T & { readonly ticketId: string };
interface Ticket extends Pick<ClockRules['ticket'], 'organisationId' | 'channel'> {
  readonly id: string;
}

/** What was done to a ticket, or said of it, because a clock reached a threshold. */
interface Act {
  readonly type: string;
  readonly clockId: string;
  readonly percent: number;
  readonly at: Date;
}

/** What the log alone decides, and how far it has rung: never further than the log lets it have reached. */
const compared = [
  'kind',
  'tier',
  'cycle',
  'ownerId',
  'state',
  'priority',
  'policyVersion',
  'startedAt',
  'resumedAt',
  'bankedMs',
  'dueAt',
  'rung',
  'breachedAt',
  'endedAt',
] as const satisfies readonly (keyof Clock)[];

/**
 * Tells every ticket's clocks anew from its log and the changes of policies, and holds the rows of `clock` against them; and what
 * they did: a threshold that was reached acts once, ever.
 */
export async function auditClocks(
  client: pg.Client,
  databaseUrl: string,
): Promise<{ violations: string[]; clocks: number }> {
  const promises = await readPromises(databaseUrl);
  const tickets = await rowsOf<Ticket>(client, 'SELECT id, organisation_id, channel FROM ticket');
  const events = await rowsOf<Of<ClockEvent>>(client, eventsOfAll);
  const stored = await rowsOf<Of<Clock>>(client, 'SELECT *, banked_ms::float8 AS banked_ms FROM clock');
  const acts = groupBy(await rowsOf<Of<Act>>(client, actsOfAll), ({ ticketId }) => ticketId);
  const now = (await rowsOf<{ now: Date }>(client, 'SELECT now()'))[0]!.now;
  const logOf = groupBy(events, ({ ticketId }) => ticketId);
  const clocksOf = groupBy(stored, ({ ticketId }) => ticketId);
  const violations = tickets.flatMap((ticket) => {
    const log = logOf.get(ticket.id) ?? [];
    const rows = clocksOf.get(ticket.id) ?? [];
    const rules = rulesFor(ticket, promises);
    const { clocks } = retell(rows, log, promises.changesAfter(0), rules, now);
    const expected = clocks.map((clock) => said(rung(clock, now))).toSorted();
    const found = rows.map(said).toSorted();
    const isSame = expected.join() === found.join();
    return [
      ...(isSame ? [] : [`the clocks of ${ticket.id} are not what its log gives\n${table({ expected, found })}`]),
      ...actedTwice(acts.get(ticket.id) ?? [], rows, tellClocks(log, promises.changesAfter(0), rules).clocks, rules),
    ];
  });
  return { violations, clocks: stored.length };
}

/** What an alarm did that was faster than the log is not counted: its threshold rings again when it is reached. */
function actedTwice(
  acts: readonly Act[],
  rows: readonly Clock[],
  told: readonly ToldClock[],
  { policyOf }: ClockRules,
): string[] {
  const inTruth = acts.filter(({ clockId, percent, at }) => {
    const row = rows.find(({ id }) => id === clockId);
    const spans = row && told.find(({ clock }) => sameClock(clock) === sameClock(row))?.spans;
    return !spans || reachedBy(percent, at, spans, policyOf) === percent;
  });
  const alike = groupBy(inTruth, ({ type, clockId, percent }) => `${type} at ${percent} % of ${clockId}`);
  return [...alike].flatMap(([what, each]) =>
    each.length > 1 ? [`a threshold that was reached acts once: ${what} × ${each.length}`] : [],
  );
}

async function readPromises(databaseUrl: string): Promise<Promises> {
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 1, applicationName: 'crash-audit' });
  await dataSource.initialize();
  try {
    return await promisesOf(new Database(dataSource));
  } finally {
    await dataSource.destroy();
  }
}

const rulesFor = (ticket: Ticket, promises: Promises): ClockRules => ({
  ticket,
  policyOf: (version) => promises.policyOf(version),
  select: (kind, facts, change) => promises.select(kind, facts, change),
  newId: () => '',
});

/** What its alarms will have written by `now`. */
const rung = (clock: Clock, now: Date): Clock =>
  clock.state === 'running' && isBroken(clock, now)
    ? { ...clock, rung: Math.max(clock.rung, BREACH), breachedAt: clock.dueAt }
    : clock;

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

const actsOfAll = `SELECT ticket_id, type, data->>'clockId' AS clock_id, (data->>'percent')::integer AS percent, at
  FROM ticket_event WHERE data ? 'clockId' ORDER BY ticket_id, version`;
const news = vendorNews.map((each) => `'vendor-case.${each}'`).join(', ');
/* A first answer is what an agent says in public after the ticket was opened; a reminder answers no question of a vendor's. */
const eventsOfAll = `SELECT event.ticket_id, event.version, event.at, move.to_state AS "to",
    coalesce(move.tier, (event.data->>'tier')::integer) AS tier, (event.data->>'teamId')::uuid AS team_id,
    event.data->>'priority' AS priority, event.data->>'entitlement' AS entitlement,
    coalesce(event.actor_kind = 'agent' AND event.version > 1 AND post.public, false) AS answers,
    coalesce(event.actor_kind IN ('customer', 'api-key') AND event.version > 1 AND post.public, false) AS asks,
    CASE WHEN event.type IN (${news}) AND event.data->>'kind' IS DISTINCT FROM 'case.reminder' THEN json_build_object(
      'caseId', event.data->>'caseId', 'vendorId', vendor_case.vendor_id, 'news', split_part(event.type, '.', 2)) END AS vendor
  FROM ticket_event event LEFT JOIN ticket_transition move USING (ticket_id, version)
  LEFT JOIN post ON post.ticket_id = event.ticket_id AND post.id::text = event.data->>'postId'
  LEFT JOIN vendor_case ON vendor_case.id::text = event.data->>'caseId'
  ORDER BY event.ticket_id, event.version`;
