import { Database, isOpenTicket, newId, run, signal, type Tx } from '#database';
import { DomainError, isUuid, type CalendarSpec, type Weights } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectAllKnown } from '../desk/expect-known.js';
import { DispatchBell } from '../dispatch/dispatch-bell.js';
import { overflowOfTicket, ruleColumns } from '../dispatch/dispatch.sql.js';
import { calendarFor } from '../dispatch/working-time.js';
import type {
  DispatchRuleBody,
  DispatchRuleView,
  OverflowRuleBody,
  OverflowRuleView,
  WeightsBody,
} from './manage-dispatch.schemas.js';

@Injectable()
export class ManageDispatchHandler {
  constructor(
    private readonly database: Database,
    private readonly bell: DispatchBell,
  ) {}

  rules(): Promise<DispatchRuleView[]> {
    return this.database.read<DispatchRuleView>(selectRules, []);
  }

  saveRule(rule: DispatchRuleBody): Promise<DispatchRuleView> {
    return this.changing(async (tx) => {
      await this.expectPlace(tx, rule);
      await run(tx, writeRule, [
        newId(),
        rule.tier,
        rule.sector,
        rule.mode,
        rule.offerSeconds,
        JSON.stringify(rule.requiredSkills),
        JSON.stringify(rule.preferredSkills),
        rule.languageSkill,
        rule.productSkill,
        rule.skillWaitSeconds,
        rule.affinity,
        rule.returnAfterOfflineSeconds,
        rule.returnAfterAwaySeconds,
        rule.returnAfterShiftSeconds,
        rule.returnWhenDeactivated,
        rule.returnWaiting,
      ]);
      const rules = await run<DispatchRuleView>(tx, selectRules, []);
      return rules.find(({ tier, sector }) => tier === rule.tier && sector === rule.sector) as DispatchRuleView;
    });
  }

  dropRule(id: string): Promise<void> {
    return this.changing(async (tx) => {
      const gone = isUuid(id) ? await run(tx, dropRule, [id]) : [];
      if (gone.length === 0) throw new DomainError('not-found', 'dispatch-rule.not-found', 'There is no such rule.');
    });
  }

  async weights(): Promise<Weights> {
    const rows = await this.database.read<{ priority: keyof Weights; weight: number }>(selectWeights, []);
    return Object.fromEntries(rows.map(({ priority, weight }) => [priority, weight])) as Record<keyof Weights, number>;
  }

  async saveWeights(weights: WeightsBody): Promise<Weights> {
    await this.changing((tx) => run(tx, writeWeights, [Object.keys(weights), Object.values(weights)]));
    return this.weights();
  }

  async overflowRules(): Promise<OverflowRuleView[]> {
    return (await this.database.read<OverflowRow>(selectOverflows, [])).map(toldOverflow);
  }

  saveOverflowRule(rule: OverflowRuleBody): Promise<OverflowRuleView> {
    return this.changing(async (tx) => {
      await this.expectPlace(tx, rule);
      const [known] = await run<{ partner: boolean | null; calendar: boolean }>(tx, selectKnown, [
        rule.teamId,
        rule.calendar,
      ]);
      if (known?.partner === null) throw refused('team.unknown', '/teamId', 'There is no such team.');
      if (!known?.partner)
        throw refused('team.not-a-partner', '/teamId', 'That team is our own: name one that is flagged `partner`.');
      if (!known.calendar) throw refused('calendar.unknown', '/calendar', 'There is no such calendar.');
      await run(tx, writeOverflow, [newId(), rule.tier, rule.sector, rule.afterSeconds, rule.calendar, rule.teamId]);
      const rules = await run<OverflowRow>(tx, selectOverflows, []);
      return toldOverflow(rules.find(({ tier, sector }) => tier === rule.tier && sector === rule.sector)!);
    });
  }

  dropOverflowRule(id: string): Promise<void> {
    return this.changing(async (tx) => {
      const gone = isUuid(id) ? await run(tx, dropOverflow, [id]) : [];
      if (gone.length === 0) throw new DomainError('not-found', 'overflow-rule.not-found', 'There is no such rule.');
    });
  }

  private async expectPlace(tx: Tx, { tier, sector }: { tier: number; sector: string | null }): Promise<void> {
    await expectAllKnown(tx, 'tier', [tier], '/tier');
    await expectAllKnown(tx, 'sector', sector === null ? [] : [sector], '/sector');
  }

  private changing<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(async (tx) => {
      const result = await work(tx);
      await signal(tx, { kind: 'settings-changed', data: { what: 'dispatch' } });
      this.bell.ringAfter(tx);
      return result;
    });
  }
}

interface OverflowRow extends Omit<OverflowRuleView, 'openNow'> {
  readonly spec: CalendarSpec | null;
  readonly now: Date;
}

const toldOverflow = ({ spec, now, ...rule }: OverflowRow): OverflowRuleView => ({
  ...rule,
  openNow: spec === null || calendarFor(spec).nextOpen(now).getTime() <= now.getTime(),
});

const refused = (code: string, pointer: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer, detail }] });

const selectRules = {
  name: 'desk-dispatch-rules',
  text: `SELECT rule.id, ${ruleColumns}, rule.updated_at AS "updatedAt" FROM dispatch_rule rule
    ORDER BY rule.tier, rule.sector NULLS FIRST`,
};
const ruleFields = [
  'mode',
  'offer_seconds',
  'required_skills',
  'preferred_skills',
  'language_skill',
  'product_skill',
  'skill_wait_seconds',
  'affinity',
  'return_after_offline_seconds',
  'return_after_away_seconds',
  'return_after_shift_seconds',
  'return_when_deactivated',
  'return_waiting',
];
const writeRule = {
  name: 'desk-write-dispatch-rule',
  text: `INSERT INTO dispatch_rule (id, tier, sector, ${ruleFields.join(', ')})
    VALUES ($1, $2, $3, ${ruleFields.map((_, index) => `$${index + 4}`).join(', ')})
    ON CONFLICT (tier, sector) DO UPDATE SET ${ruleFields.map((field) => `${field} = excluded.${field}`).join(', ')}, updated_at = now()`,
};
const dropRule = { name: 'desk-drop-dispatch-rule', text: `DELETE FROM dispatch_rule WHERE id = $1 RETURNING id` };
const selectWeights = { name: 'desk-weights', text: `SELECT priority, weight FROM priority_weight ORDER BY priority` };
const writeWeights = {
  name: 'desk-write-weights',
  text: `INSERT INTO priority_weight (priority, weight)
    SELECT priority, weight FROM unnest($1::text[], $2::int[]) AS given (priority, weight)
    ON CONFLICT (priority) DO UPDATE SET weight = excluded.weight`,
};
const selectOverflows = {
  name: 'desk-overflow-rules',
  text: `SELECT rule.id, rule.tier, rule.sector, rule.after_seconds AS "afterSeconds", rule.calendar, rule.team_id AS "teamId",
      rule.updated_at AS "updatedAt", calendar_version.spec, clock_timestamp() AS now,
      (SELECT count(*)::int FROM ticket JOIN ${overflowOfTicket}
        WHERE overflow.team_id = rule.team_id AND ticket.tier = rule.tier AND ${isOpenTicket}
          AND (rule.sector = ticket.sector OR (rule.sector IS NULL AND NOT EXISTS (SELECT FROM overflow_rule own
            WHERE own.tier = ticket.tier AND own.sector = ticket.sector)))) AS shown
    FROM overflow_rule rule
      LEFT JOIN calendar ON calendar.code = rule.calendar
      LEFT JOIN calendar_version ON calendar_version.id = calendar.version
    ORDER BY rule.tier, rule.sector NULLS FIRST`,
};
const selectKnown = {
  name: 'desk-overflow-known',
  text: `SELECT (SELECT partner FROM team WHERE id = $1::uuid) AS partner,
    ($2::text IS NULL OR EXISTS (SELECT FROM calendar WHERE code = $2)) AS calendar`,
};
const writeOverflow = {
  name: 'desk-write-overflow-rule',
  text: `INSERT INTO overflow_rule (id, tier, sector, after_seconds, calendar, team_id) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (tier, sector) DO UPDATE SET after_seconds = excluded.after_seconds, calendar = excluded.calendar,
      team_id = excluded.team_id, updated_at = now()`,
};
const dropOverflow = { name: 'desk-drop-overflow-rule', text: `DELETE FROM overflow_rule WHERE id = $1 RETURNING id` };
