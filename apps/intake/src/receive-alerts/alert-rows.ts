import { run, unseen, type Tx } from '#database';
import type { State } from '#domain';
import type { KnownAlert } from './decide.js';

/** A row of `alert`. */
export interface AlertRow extends KnownAlert {
  readonly id: string;
  readonly fingerprint: string;
  readonly ticketId: string;
  readonly name: string;
  readonly severity: string | null;
  readonly shape: string;
  readonly endsAt: Date | null;
  readonly seen: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly toldAt: Date;
  readonly settleAt: Date | null;
}

/** A ticket as it is, or the one it was merged into. */
export interface AlertsTicket {
  readonly id: string;
  readonly number: number;
  readonly state: State;
}

/** The database's time, to the millisecond. */
export const timeOf = async (tx: Tx): Promise<Date> => (await run<{ now: Date }>(tx, time, []))[0]!.now;

/** Writes the rows of alerts that nobody has posted before; resolves to their fingerprints. Waits for others doing so. */
export async function claim(tx: Tx, source: string, rows: readonly AlertRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const claimed = await run<{ fingerprint: string }>(tx, insert, [source, JSON.stringify(rows)]);
  return new Set(claimed.map(({ fingerprint }) => fingerprint));
}

/** Locks the rows of these fingerprints, those there are, until the transaction ends. */
export async function lock(
  tx: Tx,
  source: string,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, AlertRow>> {
  if (fingerprints.length === 0) return new Map();
  const rows = await run<AlertRow & Record<string, unknown>>(tx, lockRows, [source, fingerprints]);
  return new Map(rows.map((row) => [row.fingerprint, row]));
}

/** The tickets of these ids, by id; what was merged is the ticket it was merged into. */
export async function ticketsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, AlertsTicket>> {
  if (ids.length === 0) return new Map();
  const rows = await run<AlertsTicket & { readonly asked: string }>(tx, states, [ids]);
  return new Map(rows.map((row) => [row.asked, row]));
}

export async function update(tx: Tx, rows: readonly AlertRow[]): Promise<void> {
  if (rows.length > 0) await run(tx, write, [JSON.stringify(rows)]);
}

const columns = {
  id: ['id', 'uuid'],
  fingerprint: ['fingerprint', 'text'],
  ticketId: ['ticket_id', 'uuid'],
  status: ['status', 'text'],
  name: ['name', 'text'],
  severity: ['severity', 'text'],
  shape: ['shape', 'text'],
  startsAt: ['starts_at', 'timestamptz'],
  endsAt: ['ends_at', 'timestamptz'],
  seen: ['seen', 'integer'],
  firstSeenAt: ['first_seen_at', 'timestamptz'],
  lastSeenAt: ['last_seen_at', 'timestamptz'],
  toldAt: ['told_at', 'timestamptz'],
  settleAt: ['settle_at', 'timestamptz'],
} as const satisfies Record<keyof AlertRow, readonly [string, string]>;

const names = Object.values(columns).map(([column]) => column);
export const selectAlert = Object.entries(columns)
  .map(([property, [column]]) => `alert.${column} AS "${property}"`)
  .join(', ');
const given = (parameter: string): string => `jsonb_to_recordset(${parameter}::jsonb)
  AS given (${Object.entries(columns)
    .map(([property, [, type]]) => `"${property}" ${type}`)
    .join(', ')})`;
const properties = Object.keys(columns).map((property) => `given."${property}"`);

const time = { name: 'alerts-time', text: `SELECT date_trunc('milliseconds', clock_timestamp()) AS now` };
// In the order of the fingerprints: two requests with the same alerts wait for each other instead of locking up.
const insert = {
  name: 'alerts-claim',
  text: `INSERT INTO alert (source, ${names.join(', ')})
    SELECT $1, ${properties.join(', ')} FROM ${given('$2')} ORDER BY given.fingerprint COLLATE "C"
    ON CONFLICT (source, fingerprint) DO NOTHING RETURNING fingerprint`,
};
const lockRows = {
  name: 'alerts-lock',
  text: `SELECT ${selectAlert} FROM alert WHERE source = $1 AND fingerprint = ANY (${unseen('$2::text[]')}::text[])
    ORDER BY fingerprint COLLATE "C" FOR UPDATE`,
};
const states = {
  name: 'alerts-tickets',
  text: `
    WITH RECURSIVE known AS (
      SELECT ticket.id AS asked, ticket.id, number, state, merged_into, 0 AS hops
      FROM unnest(${unseen('$1::uuid[]')}) AS asked (id) JOIN ticket ON ticket.id = asked.id
      UNION ALL
      SELECT known.asked, ticket.id, ticket.number, ticket.state, ticket.merged_into, known.hops + 1
      FROM known JOIN ticket ON ticket.id = known.merged_into WHERE known.state = 'merged' AND known.hops < 10
    )
    SELECT DISTINCT ON (asked) asked, id, number, state FROM known ORDER BY asked, hops DESC`,
};
const write = {
  name: 'alerts-update',
  text: `UPDATE alert SET ${names
    .filter((column) => column !== 'id' && column !== 'fingerprint')
    .map((column) => `${column} = given."${Object.entries(columns).find(([, [name]]) => name === column)![0]}"`)
    .join(', ')}
    FROM ${given('$1')} WHERE alert.id = given.id`,
};
