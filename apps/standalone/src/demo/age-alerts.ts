import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const PATIENCE_MS = 30_000;

/**
 * Clocks that were told anew ring at once for what they reached hours ago: the alerts get the times at which they would have
 * rung, and nothing about alarms that were late. First waits until all of them have rung, but not for ever.
 */
export async function ageAlerts(dataSource: DataSource, isEnding: () => boolean): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline && !isEnding(); await sleep(200)) {
    const [{ busy }] = (await dataSource.query(selectBusy)) as [{ readonly busy: boolean }];
    if (!busy) break;
  }
  await dataSource.query(age);
}

const selectBusy = `
  SELECT EXISTS (SELECT FROM clock WHERE next_alarm_at <= now())
    OR EXISTS (SELECT FROM outbox WHERE message LIKE 'sla.%' AND dead_at IS NULL) AS busy`;

const age = `
  UPDATE lead_alert SET at = reached.at, detail = regexp_replace(detail, ' \\(the alarm rang [^)]*\\)$', '')
  FROM (
    SELECT event.ticket_id, event.version, CASE WHEN percent < 100 THEN clock.started_at + (due - clock.started_at) * percent / 100 ELSE due END AS at
    FROM ticket_event event
      CROSS JOIN LATERAL (SELECT (data->'facts'->>'dueAt')::timestamptz AS due, coalesce((data->'facts'->>'percent')::int, 100) AS percent) facts
      LEFT JOIN clock ON clock.id::text = data->>'clockId'
    WHERE data->'facts' ? 'dueAt'
  ) reached
  WHERE reached.ticket_id = lead_alert.ticket_id AND reached.version = lead_alert.version AND reached.at < lead_alert.at`;
