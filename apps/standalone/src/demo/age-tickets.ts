import type { DataSource, EntityManager } from 'typeorm';
import { spansOf, type Span } from './spans.js';

/** What says when something happened on a ticket, beside the ticket itself. */
const moments = {
  ticket_event: ['at'],
  ticket_transition: ['at'],
  post: ['created_at'],
  work_order: ['created_at', 'accepted_at', 'returned_at'],
  work_log: ['at'],
  hypothesis: ['created_at', 'changed_at'],
  runbook_run: ['started_at', 'ended_at'],
  inbox_entry: ['at', 'read_at'],
  lead_alert: ['at'],
  dispatch_opened: ['queued_at', 'at'],
  clock_cursor: ['opened_at'],
} as const;
const ofTicket = ['queued_at', 'received_by_tier_at', 'created_at', 'updated_at', 'resolved_at', 'closed_at'] as const;

/** Never changed but here: these tickets were told within seconds, and nobody has seen them yet. */
const appendOnly = ['ticket_event', 'ticket_transition'] as const;

/**
 * Lays what was told within a few seconds over the last hours, so that a board, a chart and promises are those of a desk at
 * work. Once: a ticket that lies before the demo began has been laid there. Their clocks are to be told anew from the log.
 */
export function ageTickets(dataSource: DataSource): Promise<void> {
  return dataSource.transaction(async (tx) => {
    const tickets = await tx.query<readonly Told[]>(selectTold);
    if (tickets.length === 0) return;
    const spans = spansOf(tickets.map(({ over }) => ({ isOver: over })));
    await tx.query(makeMap);
    for (const [index, { id }] of tickets.entries()) await tx.query(insertSpan, [id, ...minutesOf(spans[index]!)]);
    for (const table of appendOnly) await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_append_only`);
    for (const [table, columns] of Object.entries(moments)) await age(tx, table, 'ticket_id', columns);
    for (const table of appendOnly) await tx.query(`ALTER TABLE ${table} ENABLE TRIGGER ${table}_append_only`);
    await age(tx, 'ticket', 'id', ofTicket);
    // What is promised was promised before.
    await tx.query(`UPDATE sla_change SET at = at - interval '2 days', finished_at = finished_at - interval '2 days'`);
  });
}

interface Told {
  readonly id: string;
  readonly over: boolean;
}

const minutesOf = ({ openedAgo, lasted }: Span): readonly number[] => [openedAgo, lasted];

const selectTold = `
  SELECT ticket.id, ticket.state IN ('resolved', 'closed', 'merged', 'rejected') AS over
  FROM ticket, demo WHERE ticket.created_at > demo.begun_at AND ticket.external_id LIKE 'demo-%' ORDER BY ticket.number`;

const makeMap = `
  CREATE TEMPORARY TABLE aged (id uuid PRIMARY KEY, begun timestamptz, seconds float8, starts timestamptz, lasts float8)
  ON COMMIT DROP`;

const insertSpan = `
  INSERT INTO aged SELECT ticket_id, begun, greatest(extract(epoch FROM ended - begun), 0.001),
    now() - make_interval(mins => $2::int), $3::float8 * 60
  FROM (SELECT ticket_id, coalesce(min(at) FILTER (WHERE version > 1 AND actor_kind <> 'system'), max(at)) AS begun, max(at) AS ended
    FROM ticket_event WHERE ticket_id = $1 GROUP BY 1) told`;

/**
 * In the same order, and what came first close together: people answer soon and solve late. That a ticket waited for its turn
 * to be told is no waiting.
 */
const later = (column: string): string => {
  const share = `least(greatest(extract(epoch FROM ${column} - aged.begun)::float8 / aged.seconds, 0), 1)`;
  // What has not happened has not happened then either.
  return `CASE WHEN ${column} IS NOT NULL THEN aged.starts + make_interval(secs => aged.lasts * power(${share}, 3)) END`;
};

const age = (tx: EntityManager, table: string, ticket: string, columns: readonly string[]): Promise<unknown> =>
  tx.query(
    `UPDATE ${table} SET ${columns.map((column) => `${column} = ${later(`${table}.${column}`)}`).join(', ')}
     FROM aged WHERE aged.id = ${table}.${ticket}`,
  );
