import { Database, run, TicketStore } from '#database';
import { WorkLoop } from '#service';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { AlertFacts } from './alert-facts.js';
import { selectAlert, update, type AlertRow } from './alert-rows.js';

const AT_ONCE = 100;
const LONGEST_MS = 60_000;

/** Alerts that ended before triage had seen their tickets: they are settled as soon as it has. */
@Injectable()
export class SettleAlerts implements OnModuleInit, OnApplicationShutdown {
  private readonly loop = new WorkLoop({
    name: 'settle-alerts',
    round: () => this.round(),
    longestSleepMs: 5_000,
  });

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly facts: AlertFacts,
  ) {}

  onModuleInit(): void {
    this.loop.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** Something may wait now. */
  wake(): void {
    this.loop.wake();
  }

  /** Settles what is due; resolves to the milliseconds until something is, null when nothing waits. */
  async round(): Promise<number | null> {
    const settled = await this.database.transaction(async (tx) => {
      const due = await run<AlertRow & Record<string, unknown>>(tx, lockDue, [AT_ONCE]);
      const rows: AlertRow[] = [];
      for (const row of due) {
        const ticket = await this.tickets.lock(tx, row.ticketId);
        if (!ticket) continue;
        const data = { fingerprint: row.fingerprint, seen: row.seen, severity: row.severity };
        const note = `The alert is over since ${(row.endsAt ?? row.lastSeenAt).toISOString()}, before anybody had looked at it.`;
        const became = await this.facts.end(tx, ticket, { by: { kind: 'system', id: 'intake' }, data, note });
        const waited = ticket.now.getTime() - row.lastSeenAt.getTime();
        const again = new Date(ticket.now.getTime() + Math.min(LONGEST_MS, Math.max(1_000, waited / 2)));
        rows.push({ ...row, settleAt: became === 'later' ? again : null });
      }
      await update(tx, rows);
      return due.length;
    });
    if (settled === AT_ONCE) return 0;
    const [next] = await this.database.read<{ ms: number | null }>(nextDue);
    return next?.ms == null ? null : Math.max(0, next.ms);
  }
}

const lockDue = {
  name: 'alerts-lock-due',
  text: `SELECT ${selectAlert} FROM alert WHERE settle_at <= now() ORDER BY ticket_id LIMIT $1 FOR UPDATE SKIP LOCKED`,
};
const nextDue = {
  name: 'alerts-next-due',
  text: `SELECT ceil(extract(epoch FROM min(settle_at) - clock_timestamp()) * 1000)::float8 AS ms FROM alert WHERE settle_at IS NOT NULL`,
};
