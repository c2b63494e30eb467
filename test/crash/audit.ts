import pg from 'pg';
import { alertInvariants, auditAlerts } from './audit-alerts.js';
import { auditClocks } from './audit-clocks.js';
import { auditMail, mailInvariants } from './audit-mail.js';
import { auditVendor, vendorInvariants } from './audit-vendor.js';
import { invariants } from './invariants.js';
import type { Promised } from './promised.js';
import type { SmtpSink } from './smtp-sink.js';
import type { LedgerEntry } from './vendor-ledger.js';

export interface Verdict {
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

/** Holds the database against what was promised and against itself. */
export async function audit(
  databaseUrl: string,
  promised: Promised,
  { ledger, smtp }: { readonly ledger: readonly LedgerEntry[]; readonly smtp: SmtpSink },
): Promise<Verdict> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const violations: string[] = [...promised.surprises];
  for (const { rule, sql } of [...invariants, ...vendorInvariants, ...alertInvariants, ...mailInvariants]) {
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

  const vendor = await auditVendor(client, promised, ledger);
  const clocks = await auditClocks(client, databaseUrl);
  const alerts = await auditAlerts(client, promised);
  const mail = await auditMail(client, promised, smtp);
  const { rows } = await client.query<Record<'moves' | 'breaches' | 'orders' | 'warnings' | 'changes', string>>(
    `SELECT (SELECT count(*) FROM ticket_transition) AS moves, (SELECT count(*) FROM clock WHERE breached_at IS NOT NULL) AS breaches,
            (SELECT count(*) FROM work_order) AS orders,
            (SELECT count(*) FROM ticket_event WHERE type = 'ticket.promise-in-danger') AS warnings,
            (SELECT count(*) - 1 FROM sla_change) AS changes`,
  );
  await client.end();
  return {
    violations: [...violations, ...vendor.violations, ...clocks.violations, ...alerts.violations, ...mail.violations],
    counts: {
      'tickets answered 201': promised.tickets.size,
      'tickets in the database': tickets.rows.length,
      'actions answered 200': promised.actions.length,
      'actions refused': [...promised.refusals.values()].reduce((sum, count) => sum + count, 0),
      'requests interrupted': promised.interruptions,
      moves: Number(rows[0]?.moves),
      'work orders': Number(rows[0]?.orders),
      clocks: clocks.clocks,
      'broken promises': Number(rows[0]?.breaches),
      'warnings of one': Number(rows[0]?.warnings),
      'changes of policies': Number(rows[0]?.changes),
      ...vendor.counts,
      ...alerts.counts,
      ...mail.counts,
    },
  };
}
