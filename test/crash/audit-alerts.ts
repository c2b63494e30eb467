import type pg from 'pg';
import type { Promised } from './promised.js';

/** Each query lists violations, one a row, in a column `what`; that one alert is one ticket is asked of all subjects. */
export const alertInvariants: readonly { readonly rule: string; readonly sql: string }[] = [
  {
    rule: 'a ticket of an alert is the ticket of its row',
    sql: `SELECT 'T-' || number AS what FROM ticket LEFT JOIN alert ON alert.ticket_id = ticket.id
          WHERE channel = 'alert' AND alert.id IS NULL`,
  },
  {
    rule: 'an alert has a ticket',
    sql: `SELECT fingerprint AS what FROM alert LEFT JOIN ticket ON ticket.id = alert.ticket_id WHERE ticket.id IS NULL`,
  },
  { rule: 'no alert waits to be settled', sql: `SELECT fingerprint AS what FROM alert WHERE settle_at IS NOT NULL` },
  {
    rule: 'what ended by itself waits for nobody',
    sql: `SELECT 'T-' || t.number AS what FROM alert JOIN ticket t ON t.id = alert.ticket_id
          WHERE alert.status = 'resolved' AND t.state = 'queued' AND NOT EXISTS (
            SELECT FROM ticket_event e WHERE e.ticket_id = t.id AND e.actor_kind IN ('agent', 'customer', 'vendor'))`,
  },
];

/** Whether every alert that was taken is what was last told of it. */
export async function auditAlerts(client: pg.Client, { alerts }: Promised) {
  const { rows } = await client.query<{ fingerprint: string; status: string; seen: number }>(
    `SELECT fingerprint, status, seen FROM alert`,
  );
  const known = new Map(rows.map((row) => [row.fingerprint, row]));
  const violations = [...alerts].flatMap(([fingerprint, { status, firings }]) => {
    const row = known.get(fingerprint);
    if (!row) return [`200 for the alert ${fingerprint}, but it is lost`];
    if (row.status !== status) return [`200 for the alert ${fingerprint} ${status}, but it is ${row.status}`];
    return row.seen < firings ? [`the alert ${fingerprint} was told ${firings} times and counted ${row.seen}`] : [];
  });
  const resolved = await client.query<{ count: string }>(
    `SELECT count(*) FROM ticket_transition WHERE action = 'auto-resolve'`,
  );
  return { violations, counts: { alerts: rows.length, 'resolved by themselves': Number(resolved.rows[0]?.count) } };
}
