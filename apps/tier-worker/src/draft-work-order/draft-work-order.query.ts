import type { AgentCaller } from '#access';
import { Database, run, type Tx } from '#database';
import {
  DomainError,
  draftWorkOrder,
  tierName,
  timePerTier,
  type HistoryStep,
  type KnownOfTicket,
  type Language,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { FindTicket, type FoundTicket } from '../desk/find-ticket.js';
import { Tiers } from '../desk/tiers.js';
import { EscalationGate } from '../run-runbook/escalation-gate.js';
import { runbookSteps } from '../run-runbook/runbook-steps.js';
import { WorkLogQuery } from '../show-hand-overs/work-log.query.js';
import type { Draft } from './draft.schemas.js';

/** Gathers what is on record of a ticket. All of it as it was at one moment. */
@Injectable()
export class DraftWorkOrderQuery {
  constructor(
    private readonly database: Database,
    private readonly tickets: FindTicket,
    private readonly tiers: Tiers,
    private readonly work: WorkLogQuery,
    private readonly gate: EscalationGate,
  ) {}

  async draft(caller: AgentCaller, idOrNumber: string, asked: Asked, language: Language): Promise<Draft> {
    const ticket = await this.tickets.readable(caller, idOrNumber);
    return this.database.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const to = await this.destination(tx, ticket, asked.tier);
      const [known] = await run<Known>(tx, selectKnown, [ticket.id]);
      if (!known) throw new Error(`Ticket ${ticket.id} is gone: none is ever deleted.`);
      const steps = await runbookSteps(tx, ticket.id, language);
      const { workOrder, missing, unfinished } = draftWorkOrder(withDates({ ...known, steps }), language);
      return {
        to,
        workOrder: workOrder as Draft['workOrder'],
        missing: [...missing],
        runbooks: to === null ? [] : await this.runbooks(tx, ticket, asked.sector ?? to.sector),
        unfinished: [...unfinished],
        runbookSteps: steps,
        timePerTier: timePerTier(await run<HistoryStep>(tx, selectHistory, [ticket.id]), ticket.now),
        workPerAgent: await this.work.perAgent(tx, ticket.id),
      };
    });
  }

  private async runbooks(tx: Tx, ticket: FoundTicket, sector: string | null): Promise<Draft['runbooks']> {
    const missing = await this.gate.missing(tx, ticket, sector);
    return missing.map((runbook) => ({ ...runbook, steps: [...runbook.steps] }));
  }

  /** A ticket that came back for the wrong sector goes to the one that was named then. */
  private async destination(tx: Tx, { id, tier, sector }: FoundTicket, asked: number | null): Promise<Draft['to']> {
    const here = tier ?? 0;
    if (asked !== null && asked <= here)
      throw refused('tier.not-above', `${tierName(asked)} is not above ${tierName(here)}.`);
    const to =
      asked === null
        ? await this.tiers.above(tx, here)
        : ((await this.tiers.all(tx)).find(({ number }) => number === asked) ?? null);
    if (!to && asked !== null) throw refused('tier.unknown', `There is no tier ${tierName(asked)}.`);
    if (!to) return null;
    const [named] = await run<{ sector: string }>(tx, selectBetterSector, [id, to.number]);
    return {
      tier: to.number,
      name: to.name,
      sector: await this.tiers.sectorAt(tx, to.number, named?.sector ?? sector),
    };
  }
}

/** Where it is to go, as far as somebody has said so. */
interface Asked {
  readonly tier: number | null;
  readonly sector: string | null;
}

type Known = Omit<KnownOfTicket, 'steps'> & Record<string, unknown>;

/** Instants inside JSON are text. */
const withDates = (known: Known & Pick<KnownOfTicket, 'steps'>): KnownOfTicket => ({
  ...known,
  promises: known.promises.map((each) => ({ ...each, dueAt: each.dueAt && new Date(each.dueAt) })),
  notes: known.notes.map((each) => ({ ...each, at: new Date(each.at) })),
});

const refused = (code: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer: '/to', detail }] });

const list = (what: string): string => `(SELECT coalesce(json_agg(${what}, '[]')`;
const selectKnown = {
  name: 'desk-known-of-ticket',
  text: `SELECT ticket.subject, ticket.symptom, ticket.underlying_problem AS "underlyingProblem", ticket.goal,
      coalesce(product.name, ticket.product) AS product, coalesce(asset.tag, ticket.asset_tag) AS "assetTag",
      coalesce(ticket.location, asset.location) AS location, ticket.entitlement,
      ticket.entitlement_reason AS "entitlementReason", ticket.language,
      json_build_object('name', requester.name, 'email', requester.email) AS requester, organisation.name AS organisation,
      coalesce((SELECT body FROM post WHERE post.ticket_id = ticket.id ORDER BY created_at, post.id LIMIT 1), '') AS description,
      ${list(`json_build_object('kind', kind, 'dueAt', due_at, 'broken', breached_at IS NOT NULL) ORDER BY due_at NULLS LAST, kind)`)}
        FROM clock WHERE clock.ticket_id = ticket.id AND clock.state IN ('running', 'paused')
          AND kind IN ('first_response', 'next_response', 'periodic_update', 'resolution')) AS promises,
      ${list(`json_build_object('toTier', to_tier, 'tried', tried, 'hypothesis', hypothesis, 'checkFirst', check_first,
          'returnReason', return_reason, 'returnNote', return_note, 'betterSector', better_sector) ORDER BY work_order.created_at, work_order.id)`)}
        FROM work_order WHERE work_order.ticket_id = ticket.id) AS "workOrders",
      ${list(`json_build_object('tier', to_tier, 'question', question.body, 'answer', answer.body) ORDER BY consultation.id)`)}
        FROM consultation JOIN post question ON question.id = question_post_id JOIN post answer ON answer.id = answer_post_id
        WHERE consultation.ticket_id = ticket.id) AS consultations,
      ${list(`json_build_object('cause', cause, 'state', hypothesis.state, 'evidence', evidence) ORDER BY position)`)}
        FROM hypothesis WHERE hypothesis.ticket_id = ticket.id) AS hypotheses,
      ${list(`json_build_object('source', source, 'agent', agent, 'at', at, 'text', said) ORDER BY at)`)}
        FROM (
          (SELECT 'work-log' AS source, agent.name AS agent, at, note AS said
           FROM work_log JOIN agent ON agent.id = agent_id
           WHERE work_log.ticket_id = ticket.id AND note IS NOT NULL
             AND seconds + (SELECT coalesce(sum(undone.seconds), 0) FROM work_log undone WHERE undone.corrects = work_log.id AND undone.ticket_id = ticket.id) > 0)
          UNION ALL
          (SELECT 'note', coalesce(author_name, ''), created_at, body FROM post
           WHERE post.ticket_id = ticket.id AND NOT public AND author_kind = 'agent'
             AND NOT EXISTS (SELECT FROM consultation WHERE consultation.ticket_id = ticket.id
                             AND post.id IN (question_post_id, answer_post_id))
           ORDER BY created_at DESC LIMIT 20)
        ) AS noted) AS notes
    FROM ticket JOIN contact requester ON requester.id = ticket.requester_id
      LEFT JOIN organisation ON organisation.id = ticket.organisation_id
      LEFT JOIN asset ON asset.id = ticket.asset_id
      LEFT JOIN product ON product.id = ticket.product_id
    WHERE ticket.id = $1`,
};
const selectHistory = {
  name: 'desk-history',
  text: `SELECT to_state AS "toState", tier, at FROM ticket_transition WHERE ticket_id = $1 ORDER BY version`,
};
const selectBetterSector = {
  name: 'desk-better-sector',
  text: `SELECT better_sector AS sector FROM (SELECT better_sector, to_tier FROM work_order WHERE ticket_id = $1
      ORDER BY created_at DESC, id DESC LIMIT 1) AS last WHERE to_tier = $2 AND better_sector IS NOT NULL`,
};
