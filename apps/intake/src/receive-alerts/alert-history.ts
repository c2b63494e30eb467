import type { AlertRow, AlertsTicket } from './alert-rows.js';
import { severityOf, shapeOf, subjectOf } from './alert-ticket.js';
import type { Alert } from './alertmanager.js';
import { newId } from '#database';

/** The log hears of what an alert says anew no more often than this. */
const TELL_EVERY_MS = 10 * 60_000;

/** The row of an alert that nobody knew. */
export const newRow = (alert: Alert, times: number, now: Date): AlertRow => ({
  id: newId(),
  fingerprint: alert.fingerprint,
  ticketId: NOT_YET,
  status: 'firing',
  name: subjectOf(alert),
  severity: severityOf(alert),
  shape: shapeOf(alert),
  startsAt: alert.startsAt ?? now,
  endsAt: null,
  seen: times,
  firstSeenAt: now,
  lastSeenAt: now,
  toldAt: now,
  settleAt: null,
});

/** Never committed: the ticket is made in the same transaction. */
const NOT_YET = '00000000-0000-0000-0000-000000000000';

/** The row with this notification counted. */
export function countedRow(
  { alert, times }: { readonly alert: Alert; readonly times: number },
  row: AlertRow,
  ticket: AlertsTicket,
  now: Date,
): AlertRow {
  const isFiring = alert.status === 'firing';
  return {
    ...row,
    ticketId: ticket.id,
    status: alert.status,
    name: isFiring ? subjectOf(alert) : row.name,
    severity: severityOf(alert),
    shape: isFiring ? shapeOf(alert) : row.shape,
    startsAt: isFiring && alert.startsAt !== null ? alert.startsAt : row.startsAt,
    endsAt: isFiring ? null : (alert.endsAt ?? now),
    seen: isFiring ? row.seen + times : row.seen,
    lastSeenAt: now,
    settleAt: null,
  };
}

/** Worth a line in the ticket's log: the tenth, hundredth, ... time, another severity, other words. */
export function newsOf(alert: Alert, before: AlertRow, after: AlertRow, now: Date): 'repeated' | 'changed' | null {
  const isDue = now.getTime() - before.toldAt.getTime() >= TELL_EVERY_MS || after.severity !== before.severity;
  if (after.shape !== before.shape && isDue) return 'changed';
  return String(after.seen).length > String(before.seen).length ? 'repeated' : null;
}

/** In words, for people. */
export const ended = ({ endsAt }: Alert, { seen, lastSeenAt }: AlertRow): string =>
  `The alert is over since ${(endsAt ?? lastSeenAt).toISOString()}. It was told ${seen === 1 ? 'once' : `${seen} times`}.`;
