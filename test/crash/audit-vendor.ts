import type pg from 'pg';
import { groupBy } from './group-by.js';
import type { Promised } from './promised.js';
import type { LedgerEntry } from './vendor-ledger.js';

/** Each query lists violations, one a row, in a column `what`. */
export const vendorInvariants: readonly { readonly rule: string; readonly sql: string }[] = [
  {
    rule: 'one question is one vendor case',
    sql: `SELECT 'T-' || t.number || ' version ' || e.version || ' × ' || count(c.id) AS what
          FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id
          LEFT JOIN vendor_case c ON c.id = (e.data->>'caseId')::uuid AND c.ticket_id = e.ticket_id
          WHERE e.type = 'ticket.vendor-asked' GROUP BY t.number, e.version HAVING count(c.id) <> 1`,
  },
  {
    rule: 'no vendor case is nobody’s question',
    sql: `SELECT c.number::text AS what FROM vendor_case c WHERE NOT EXISTS (SELECT FROM ticket_event e
            WHERE e.ticket_id = c.ticket_id AND e.type = 'ticket.vendor-asked' AND e.data->>'caseId' = c.id::text)`,
  },
  {
    rule: 'a vendor case is opened once, told once and delivered at most once',
    sql: `SELECT c.number || ': opened ' || e.opened || ', told ' || d.told || ', delivered ' || e.delivered AS what
          FROM vendor_case c
          CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE type = 'vendor-case.opened') AS opened,
            count(*) FILTER (WHERE type = 'vendor-case.delivered') AS delivered
            FROM ticket_event WHERE ticket_id = c.ticket_id AND data->>'caseId' = c.id::text) e
          CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE payload::json->>'type' = 'case.opened') AS told
            FROM vendor_delivery WHERE case_id = c.id) d
          WHERE e.opened <> 1 OR d.told <> 1 OR e.delivered > 1`,
  },
  {
    rule: 'a vendor’s answer brings its ticket back exactly once',
    sql: `SELECT 'T-' || t.number || ' version ' || e.version || ' came back ' || count(b.version) || ' times' AS what
          FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id
          LEFT JOIN ticket_event b ON b.ticket_id = e.ticket_id AND b.data->>'caseId' = e.data->>'caseId'
            AND b.data->>'because' = 'vendor-answered'
          WHERE e.type = 'ticket.vendor-asked' GROUP BY t.number, e.version HAVING count(b.version) <> 1`,
  },
  {
    rule: 'no ticket still waits for a vendor who has answered everything',
    sql: `SELECT 'T-' || number AS what FROM ticket WHERE state = 'awaiting_vendor'`,
  },
  {
    rule: 'no delivery is left over',
    sql: `SELECT c.number || ': ' || coalesce(d.last_error, 'not tried') AS what
          FROM vendor_delivery d JOIN vendor_case c ON c.id = d.case_id WHERE d.next_attempt_at IS NOT NULL`,
  },
  {
    rule: 'a case stands where the last callback that counted put it',
    sql: `SELECT c.number || ' is ' || c.state AS what FROM vendor_case c JOIN LATERAL (SELECT kind, sequence
            FROM vendor_callback WHERE case_id = c.id AND applied ORDER BY sequence DESC LIMIT 1) b ON true
          WHERE c.last_sequence <> b.sequence OR (c.state <> b.kind AND c.state <> 'undeliverable')`,
  },
  {
    rule: 'every callback that counted is on the timeline once',
    sql: `SELECT b.message_id || ' × ' || count(e.version) AS what FROM vendor_callback b
          JOIN vendor_case c ON c.id = b.case_id
          LEFT JOIN ticket_event e ON e.ticket_id = c.ticket_id AND e.actor_kind = 'vendor'
            AND e.data->>'caseId' = c.id::text AND (e.data->>'sequence')::bigint = b.sequence
          WHERE b.applied GROUP BY b.message_id HAVING count(e.version) <> 1`,
  },
];

const expectedOfTricks: Readonly<Record<string, (status: number, answer: string) => boolean>> = {
  repeated: (_, answer) => answer === 'duplicate',
  // Kept on record when it was refused, so its repetition is one.
  old: (status, answer) => status === 409 || answer === 'duplicate',
  forged: (status) => status === 401,
  late: (status) => status === 401,
  tampered: (status) => status === 401,
};
/** What says nothing about the callback. */
const isInterruption = (status: number): boolean => [502, 503, 504].includes(status);

export interface VendorVerdict {
  readonly violations: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Holds the database against what agents were promised and what the vendor wrote down. */
export async function auditVendor(
  client: pg.Client,
  { asked }: Promised,
  ledger: readonly LedgerEntry[],
): Promise<VendorVerdict> {
  const violations: string[] = [];
  const cases = await client.query<{ id: string; token: string; isDelivered: boolean }>(
    `SELECT c.id, right(c.subject, 36) AS token, EXISTS (SELECT FROM vendor_delivery d
       WHERE d.case_id = c.id AND d.delivered_at IS NOT NULL AND payload::json->>'type' = 'case.opened') AS "isDelivered"
     FROM vendor_case c`,
  );
  const casesOf = groupBy(cases.rows, ({ token }) => token);
  for (const [token, isAcknowledged] of asked) {
    const found = casesOf.get(token)?.length ?? 0;
    if (found > 1) violations.push(`the question ${token} is ${found} vendor cases`);
    if (isAcknowledged && found === 0) violations.push(`200 for the question ${token}, but its vendor case is lost`);
  }

  const requests = ledger.filter((entry) => entry.what === 'request');
  for (const { id, signed } of requests) if (!signed) violations.push(`the vendor got ${id} without a valid signature`);
  const { rows: deliveries } = await client.query<{ id: string; key: string }>(
    `SELECT id, case_id || ' ' || (payload::json->>'type') AS key FROM vendor_delivery`,
  );
  const keyOf = new Map(deliveries.map(({ id, key }) => [id, key]));
  const messages = groupBy(requests, ({ caseId, type }) => `${caseId} ${type}`);
  for (const [message, sent] of messages) {
    const ids = new Set(sent.map(({ id }) => id));
    for (const id of ids)
      if (keyOf.get(id) !== message)
        violations.push(`the vendor got ${message} under ${id}, which is not its delivery`);
    if (message.endsWith(' case.opened') && ids.size > 1)
      violations.push(`the vendor got ${message} under ${ids.size} ids`);
  }
  const taken = new Set(requests.filter(({ isTaken }) => isTaken).map(({ caseId }) => caseId));
  for (const { id, isDelivered } of cases.rows)
    if (isDelivered && !taken.has(id)) violations.push(`case ${id} counts as delivered, but the vendor has not got it`);

  const { rows: callbacks } = await client.query<{ id: string; applied: boolean }>(
    `SELECT message_id AS id, applied FROM vendor_callback`,
  );
  const kept = new Map(callbacks.map(({ id, applied }) => [id, applied]));
  for (const entry of ledger) {
    if (entry.what === 'surprise') violations.push(`callback ${entry.id}: ${entry.status} ${entry.answer}`);
    if (entry.what === 'said' && entry.status < 300 && kept.get(entry.id) !== true)
      violations.push(`${entry.status} for the callback ${entry.id}, but it did not count`);
    if (entry.what !== 'trick' || isInterruption(entry.status)) continue;
    if (!expectedOfTricks[entry.trick]?.(entry.status, entry.answer))
      violations.push(`a ${entry.trick} callback was answered ${entry.status} ${entry.answer}`);
  }
  for (const id of kept.keys()) {
    if (!/_\d+(_old)?$/.test(id)) violations.push(`the callback ${id} was kept, and nobody may have said it`);
    if (id.endsWith('_old') && kept.get(id)) violations.push(`the old callback ${id} counted`);
  }
  return {
    violations,
    counts: {
      'vendor cases': cases.rows.length,
      'vendor cases delivered': cases.rows.filter(({ isDelivered }) => isDelivered).length,
      'requests the vendor got': requests.length,
      'of them repetitions': requests.length - new Set(requests.map(({ id }) => id)).size,
      'callbacks that counted': [...kept.values()].filter((applied) => applied).length,
      'callbacks nobody believed': ledger.filter(({ what }) => what === 'trick').length,
    },
  };
}
