import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const PATIENCE_MS = 30_000;

/**
 * Clocks that were told anew ring at once for what they reached hours ago: the alerts and their lines in the tickets' histories
 * get the times at which they would have rung, and nothing about alarms that were late. First waits until all of them have rung,
 * but not for ever.
 */
export async function ageAlerts(dataSource: DataSource, isEnding: () => boolean): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline && !isEnding(); await sleep(200)) {
    const [{ busy }] = (await dataSource.query(selectBusy)) as [{ readonly busy: boolean }];
    if (!busy) break;
  }
  await dataSource.transaction(async (tx) => {
    // Never changed but here: nobody has seen them yet.
    await tx.query('ALTER TABLE ticket_event DISABLE TRIGGER ticket_event_append_only');
    await tx.query(age);
    await tx.query('ALTER TABLE ticket_event ENABLE TRIGGER ticket_event_append_only');
  });
}

const selectBusy = `
  SELECT EXISTS (SELECT FROM clock WHERE next_alarm_at <= now())
    OR EXISTS (SELECT FROM outbox WHERE message LIKE 'sla.%' AND dead_at IS NULL) AS busy`;

const inTime = (detail: string): string => `regexp_replace(${detail}, ' \\(the alarm rang [^)]*\\)$', '')`;

/* In a history nothing comes before what is told ahead of it. */
const age = `
  WITH rang AS (
    SELECT event.ticket_id, event.version, CASE WHEN percent < 100 THEN clock.started_at + (due - clock.started_at) * percent / 100 ELSE due END AS at
    FROM ticket_event event
      CROSS JOIN LATERAL (SELECT (data->'facts'->>'dueAt')::timestamptz AS due, coalesce((data->'facts'->>'percent')::int, 100) AS percent) facts
      LEFT JOIN clock ON clock.id::text = data->>'clockId'
    WHERE data->'facts' ? 'dueAt'
  ),
  told AS (
    SELECT ticket_id, version, rang.at AS rang_at,
      max(coalesce(least(rang.at, event.at), event.at)) OVER (PARTITION BY ticket_id ORDER BY version) AS at
    FROM ticket_event event LEFT JOIN rang USING (ticket_id, version)
    WHERE ticket_id IN (SELECT ticket_id FROM rang)
  ),
  alert AS (
    UPDATE lead_alert SET at = rang.at, detail = ${inTime('detail')}
    FROM rang WHERE rang.ticket_id = lead_alert.ticket_id AND rang.version = lead_alert.version AND rang.at < lead_alert.at
  ),
  event AS (
    UPDATE ticket_event SET at = told.at, data = data || jsonb_build_object('detail', ${inTime("data->>'detail'")})
    FROM told
    WHERE told.ticket_id = ticket_event.ticket_id AND told.version = ticket_event.version AND rang_at < ticket_event.at
  )
  UPDATE ticket SET updated_at = told.at FROM told
  WHERE told.ticket_id = ticket.id AND told.version = ticket.version AND rang_at < updated_at`;
