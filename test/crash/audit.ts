import pg from 'pg';
import type { Promised } from './load.js';

export interface Verdict {
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

/** Waits until no message is on its way and no ticket waits for triage; the messages left over when it takes too long. */
export async function waitForQuiet(databaseUrl: string, withinMs: number): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const deadline = Date.now() + withinMs;
  let quietSince: number | null = null;
  let left = 0;
  while (Date.now() < deadline) {
    const { rows } = await client.query<{ left: string; alarms: string }>(
      `SELECT (SELECT count(*) FROM outbox WHERE dead_at IS NULL)
            + (SELECT count(*) FROM ticket WHERE state = 'received') AS left,
              (SELECT count(*) FROM clock WHERE state = 'running' AND next_alarm_at < now() + interval '10 seconds') AS alarms`,
    );
    left = Number(rows[0]?.left);
    quietSince = left === 0 && Number(rows[0]?.alarms) === 0 ? (quietSince ?? Date.now()) : null;
    if (quietSince !== null && Date.now() - quietSince > 2_000) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await client.end();
  return left;
}

/** Each query lists violations, one a row, in a column `what`. */
const invariants: readonly { readonly rule: string; readonly sql: string }[] = [
  {
    rule: 'no message is left over',
    sql: `SELECT message || ' to ' || queue AS what FROM outbox WHERE dead_at IS NULL`,
  },
  {
    rule: 'there is no dead letter',
    sql: `SELECT message || ' to ' || queue || ': ' || coalesce(error::text, '') AS what FROM outbox WHERE dead_at IS NOT NULL`,
  },
  { rule: 'no ticket waits in received', sql: `SELECT 'T-' || number AS what FROM ticket WHERE state = 'received'` },
  {
    rule: 'one subject is one ticket',
    sql: `SELECT subject || ' × ' || count(*) AS what FROM ticket GROUP BY subject HAVING count(*) > 1`,
  },
  {
    rule: 'every ticket was routed exactly once',
    sql: `SELECT 'T-' || t.number || ' × ' || count(x.version) AS what FROM ticket t
          LEFT JOIN ticket_transition x ON x.ticket_id = t.id AND x.action = 'route' GROUP BY t.id HAVING count(x.version) <> 1`,
  },
  {
    rule: 'a tier takes note of a stay at most once',
    sql: `SELECT 'T-' || t.number AS what FROM ticket t JOIN (
            SELECT ticket_id, count(*) FILTER (WHERE type = 'ticket.received-by-tier') AS receptions,
              count(*) FILTER (WHERE type IN ('ticket.routed','ticket.escalated','ticket.auto-escalated','ticket.returned',
                'ticket.transferred','ticket.reopened')) AS stays
            FROM ticket_event GROUP BY ticket_id) e ON e.ticket_id = t.id WHERE receptions > stays`,
  },
  {
    rule: 'every ticket that waits was received by its tier',
    sql: `SELECT 'T-' || number AS what FROM ticket WHERE state = 'queued' AND received_by_tier_at IS NULL`,
  },
  {
    rule: 'the event log has every version exactly once',
    sql: `SELECT 'T-' || t.number AS what FROM ticket t JOIN ticket_event e ON e.ticket_id = t.id
          GROUP BY t.id HAVING count(*) <> t.version OR max(e.version) <> t.version`,
  },
  {
    rule: 'the history is one unbroken chain that ends where the ticket is',
    sql: `SELECT 'T-' || t.number AS what FROM ticket t JOIN (
            SELECT ticket_id, from_state, to_state,
              lag(to_state) OVER w AS before, lead(version) OVER w AS after
            FROM ticket_transition WINDOW w AS (PARTITION BY ticket_id ORDER BY version)) x ON x.ticket_id = t.id
          WHERE coalesce(x.before, 'received') <> x.from_state OR (x.after IS NULL AND x.to_state <> t.state)`,
  },
  {
    rule: 'a broken promise moves or alerts at most once',
    sql: `SELECT 'T-' || t.number || ' escalated ' || e.moved || ' times on ' || coalesce(c.rang, 0) || ' alarms' AS what
          FROM ticket t JOIN (SELECT ticket_id, count(*) AS moved FROM ticket_event WHERE type = 'ticket.auto-escalated'
            GROUP BY ticket_id) e ON e.ticket_id = t.id
          LEFT JOIN (SELECT ticket_id, count(*) AS rang FROM clock WHERE breached_at IS NOT NULL GROUP BY ticket_id) c
            ON c.ticket_id = t.id WHERE e.moved > coalesce(c.rang, 0)`,
  },
  {
    rule: 'no alarm is overdue',
    sql: `SELECT 'T-' || t.number || ' ' || c.kind AS what FROM clock c JOIN ticket t ON t.id = c.ticket_id
          WHERE c.state = 'running' AND c.next_alarm_at < now() - interval '5 seconds'`,
  },
  {
    rule: 'the clocks have seen every event',
    sql: `SELECT 'T-' || t.number AS what FROM ticket t LEFT JOIN clock_cursor k ON k.ticket_id = t.id
          WHERE t.tier IS NOT NULL AND coalesce(k.version, 0) < (SELECT max(version) FROM ticket_transition x WHERE x.ticket_id = t.id)`,
  },
  {
    rule: 'a claimed work order is accepted by one agent',
    sql: `SELECT w.id::text AS what FROM work_order w WHERE w.accepted_at IS NULL AND w.accepted_by IS NOT NULL`,
  },
];

/** Holds the database against what was promised and against itself. */
export async function audit(databaseUrl: string, promised: Promised): Promise<Verdict> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const violations: string[] = [...promised.surprises];
  for (const { rule, sql } of invariants) {
    const { rows } = await client.query<{ what: string }>(sql);
    if (rows.length > 0) {
      const some = rows.slice(0, 5).map(({ what }) => what);
      violations.push(`${rule}: ${rows.length} × not so, e.g. ${some.join('; ')}`);
    }
  }

  const tickets = await client.query<{ id: string; subject: string }>(`SELECT id, subject FROM ticket`);
  const idBySubject = new Map(tickets.rows.map(({ id, subject }) => [subject.slice(-36), id]));
  for (const [token, id] of promised.tickets) {
    if (idBySubject.get(token) !== id)
      violations.push(`201 for ${id}, but the ticket is ${idBySubject.get(token) ?? 'lost'}`);
  }
  const events = await client.query<{ key: string }>(`SELECT ticket_id || '/' || version AS key FROM ticket_event`);
  const written = new Set(events.rows.map(({ key }) => key));
  for (const { ticketId, version, action } of promised.actions) {
    if (!written.has(`${ticketId}/${version}`))
      violations.push(`200 for ${action} on ${ticketId}, but its event is lost`);
  }
  const posts = await client.query<{ token: string; times: string }>(
    `SELECT right(body, 36) AS token, count(*) AS times FROM post WHERE body LIKE 'Please try again %' GROUP BY 1`,
  );
  const times = new Map(posts.rows.map((row) => [row.token, Number(row.times)]));
  for (const [token, acknowledged] of promised.replies) {
    const found = times.get(token) ?? 0;
    if (found > 1) violations.push(`reply ${token} stands ${found} times`);
    if (acknowledged && found === 0) violations.push(`200 for reply ${token}, but it is lost`);
  }

  const { rows } = await client.query<{ moves: string; breaches: string; orders: string }>(
    `SELECT (SELECT count(*) FROM ticket_transition) AS moves, (SELECT count(*) FROM clock WHERE breached_at IS NOT NULL) AS breaches,
            (SELECT count(*) FROM work_order) AS orders`,
  );
  await client.end();
  return {
    violations,
    counts: {
      'tickets answered 201': promised.tickets.size,
      'tickets in the database': tickets.rows.length,
      'actions answered 200': promised.actions.length,
      'actions refused': [...promised.refusals.values()].reduce((sum, count) => sum + count, 0),
      'requests interrupted': promised.interruptions,
      moves: Number(rows[0]?.moves),
      'work orders': Number(rows[0]?.orders),
      'broken promises': Number(rows[0]?.breaches),
    },
  };
}
