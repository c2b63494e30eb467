import { Database, run, signal, TicketStore, type Tx } from '#database';
import type { CalendarSpec } from '#domain';
import { Injectable } from '@nestjs/common';
import { TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';
import { calendarFor } from '../dispatch/working-time.js';

interface Rule {
  readonly id: string;
  readonly tier: number;
  readonly sector: string | null;
  readonly afterSeconds: number;
  readonly teamId: string;
  readonly team: string;
  readonly spec: CalendarSpec | null;
  readonly now: Date;
}

interface Waiting {
  readonly id: string;
  readonly queuedAt: Date;
}

/** Shows a partner team what has waited longer than the rule allows; it stays where it is, and own agents may still be faster. */
@Injectable()
export class OverflowToPartnerHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
  ) {}

  /** Gives the milliseconds until the next ticket overflows; null for none. */
  async round(): Promise<number | null> {
    const looks: number[] = [];
    for (const rule of await this.database.read<Rule>(selectRules)) {
      const opensIn = rule.spec ? calendarFor(rule.spec).nextOpen(rule.now).getTime() - rule.now.getTime() : 0;
      for (const { id, queuedAt } of await this.database.read<Waiting>(selectWaiting, [rule.id])) {
        const dueIn = queuedAt.getTime() + rule.afterSeconds * 1_000 - rule.now.getTime();
        const ms = Math.max(dueIn, opensIn);
        if (ms > 0) {
          looks.push(ms);
          break;
        }
        await this.database.transaction((tx) => this.show(tx, id, queuedAt, rule));
      }
    }
    return looks.length === 0 ? null : Math.min(...looks);
  }

  private async show(tx: Tx, id: string, queuedAt: Date, rule: Rule): Promise<void> {
    const [free] = await run(tx, lockWaiting, [id, queuedAt]);
    const ticket = free ? await this.tickets.lock(tx, id) : null;
    if (!ticket) return;
    await run(tx, begin, [id, ticket.stayVersion, rule.teamId, ticket.now]);
    await this.tickets.record(tx, ticket, {
      type: 'ticket.overflowed',
      by: TIER_WORKER_ACTOR,
      public: false,
      data: {
        partnerTeamId: rule.teamId,
        partnerTeam: rule.team,
        waitedSeconds: Math.round((ticket.now.getTime() - queuedAt.getTime()) / 1_000),
      },
    });
    await signal(tx, { kind: 'queues-changed', data: { tier: ticket.tier } });
  }
}

const selectRules = {
  name: 'overflow-rules',
  text: `SELECT overflow_rule.id, overflow_rule.tier, overflow_rule.sector, after_seconds AS "afterSeconds",
      team_id AS "teamId", team.name AS team, calendar_version.spec, clock_timestamp() AS now
    FROM overflow_rule JOIN team ON team.id = team_id AND team.partner
      LEFT JOIN calendar ON calendar.code = overflow_rule.calendar
      LEFT JOIN calendar_version ON calendar_version.id = calendar.version`,
};
/* A stay overflows once: what the partner gave back, or an own agent took and released, is ours again. */
const selectWaiting = {
  name: 'overflow-waiting',
  text: `SELECT ticket.id, ticket.queued_at AS "queuedAt" FROM overflow_rule rule JOIN ticket ON ticket.tier = rule.tier
      AND (rule.sector = ticket.sector OR (rule.sector IS NULL AND NOT EXISTS (SELECT FROM overflow_rule own
        WHERE own.tier = ticket.tier AND own.sector = ticket.sector)))
    WHERE rule.id = $1 AND ticket.state = 'queued' AND NOT EXISTS (SELECT FROM ticket_overflow overflow
      WHERE overflow.ticket_id = ticket.id AND overflow.stay_version = ticket.stay_version)
    ORDER BY ticket.queued_at LIMIT 200`,
};
/* Instants that were read are in milliseconds; a row may know it more exactly. */
const lockWaiting = {
  name: 'overflow-lock-waiting',
  text: `SELECT id FROM ticket WHERE id = $1 AND state = 'queued' AND date_trunc('milliseconds', queued_at) = $2
    FOR UPDATE SKIP LOCKED`,
};
const begin = {
  name: 'overflow-begin',
  text: `INSERT INTO ticket_overflow (ticket_id, stay_version, team_id, began_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (ticket_id) DO UPDATE SET stay_version = excluded.stay_version, team_id = excluded.team_id,
      began_at = excluded.began_at, ended_at = NULL`,
};
