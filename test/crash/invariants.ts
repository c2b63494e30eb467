/** Each query lists violations, one a row, in a column `what`. */
export const invariants: readonly { readonly rule: string; readonly sql: string }[] = [
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
    sql: `SELECT subject || ' × ' || count(*) AS what FROM ticket WHERE subject ~ '[0-9a-f]{12}$' GROUP BY subject HAVING count(*) > 1`,
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
    rule: 'the leads hear of a broken promise at most once',
    sql: `SELECT min(e.data->>'detail') || ' × ' || count(*) AS what FROM ticket_event e
          WHERE e.type = 'ticket.leads-alerted' AND e.data->>'kind' LIKE 'breach%'
          GROUP BY e.ticket_id, split_part(e.data->>'detail', 'Z', 1) HAVING count(*) > 1`,
  },
  {
    rule: 'a broken promise has rung',
    sql: `SELECT 'T-' || t.number || ' ' || c.kind AS what FROM clock c JOIN ticket t ON t.id = c.ticket_id
          WHERE c.rung < 100 AND (c.breached_at IS NOT NULL OR (c.state = 'running' AND c.due_at < now() - interval '5 seconds'))`,
  },
  {
    rule: 'a ticket that waited when its tier broke its promise is a tier further up',
    sql: `SELECT 'T-' || t.number || ' waits at L' || t.tier AS what FROM ticket t JOIN clock c ON c.ticket_id = t.id
            JOIN sla_policy_version p ON p.id = c.policy_version
          WHERE t.state = 'queued' AND c.kind = 'tier' AND c.tier = t.tier
            AND p.thresholds @> '[{"percent": 100, "action": "escalate"}]' AND c.breached_at > t.queued_at AND t.tier < (SELECT max(number) FROM tier)`,
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
    rule: 'a ticket is in the queue where it waits, and due when its next promise is',
    sql: `SELECT 'T-' || t.number AS what FROM ticket t LEFT JOIN ticket_due d ON d.ticket_id = t.id
          WHERE d.queue IS DISTINCT FROM CASE WHEN t.state = 'queued' THEN t.tier END
            OR d.due_at IS DISTINCT FROM (SELECT min(due_at) FROM clock c WHERE c.ticket_id = t.id AND c.state = 'running')`,
  },
  {
    rule: 'a claimed work order is accepted by one agent',
    sql: `SELECT w.id::text AS what FROM work_order w WHERE w.accepted_at IS NULL AND w.accepted_by IS NOT NULL`,
  },
];
