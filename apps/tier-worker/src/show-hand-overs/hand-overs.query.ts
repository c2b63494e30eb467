import type { AgentCaller } from '#access';
import { Database } from '#database';
import { timePerTier, type HistoryStep } from '#domain';
import { Injectable } from '@nestjs/common';
import { FindTicket } from '../desk/find-ticket.js';
import type { HandOvers, WorkOrders } from './hand-overs.schemas.js';
import { WorkLogQuery } from './work-log.query.js';

@Injectable()
export class HandOversQuery {
  constructor(
    private readonly database: Database,
    private readonly tickets: FindTicket,
    private readonly work: WorkLogQuery,
  ) {}

  async workOrders(caller: AgentCaller, idOrNumber: string): Promise<WorkOrders> {
    const { id, now } = await this.tickets.readable(caller, idOrNumber);
    const [items, history] = await Promise.all([
      this.database.read<WorkOrders['items'][number]>(selectWorkOrders, [id]),
      this.database.read<HistoryStep>(selectHistory, [id]),
    ]);
    return { items, timePerTier: timePerTier(history, now) };
  }

  /** Every hand-over, oldest first, with what became of it. */
  async handOvers(caller: AgentCaller, idOrNumber: string): Promise<HandOvers> {
    const { id, now } = await this.tickets.readable(caller, idOrNumber);
    const [[ticket], items, history, workPerAgent] = await Promise.all([
      this.database.read<Pick<HandOvers, 'goal' | 'symptom' | 'bounces'>>(selectTicket, [id]),
      this.database.read<HandOvers['items'][number]>(selectHandOvers, [id]),
      this.database.read<HistoryStep>(selectHistory, [id]),
      this.work.perAgent(this.database, id),
    ]);
    if (!ticket) throw new Error(`Ticket ${id} is gone: none is ever deleted.`);
    const { goal, symptom, bounces } = ticket;
    return {
      goal,
      symptom,
      bounces,
      items: items.map(withDates),
      timePerTier: timePerTier(history, now),
      workPerAgent,
    };
  }
}

/** Instants inside JSON are text. */
const withDates = (handOver: HandOvers['items'][number]): HandOvers['items'][number] =>
  Object.assign(handOver, {
    runbookSteps: handOver.runbookSteps.map((step) => Object.assign(step, { at: new Date(step.at) })),
  });

const selectWorkOrders = {
  name: 'desk-work-orders',
  text: `SELECT id, from_tier AS "fromTier", to_tier AS "toTier", situation, tried, hypothesis,
      customer_context AS "customerContext", check_first AS "checkFirst", reason, automatic, complete,
      overridden_by AS "overriddenBy", override_reason AS "overrideReason", time_per_tier AS "timePerTier",
      json_build_object('kind', created_by_kind, 'id', created_by_id) AS "createdBy", created_at AS "createdAt",
      accepted_at AS "acceptedAt", accepted_by AS "acceptedBy", returned_at AS "returnedAt",
      return_reason AS "returnReason", return_note AS "returnNote"
    FROM work_order WHERE ticket_id = $1 ORDER BY created_at, id`,
};
const selectTicket = { name: 'desk-handed-over', text: `SELECT goal, symptom, bounces FROM ticket WHERE id = $1` };
const person = (name: string): string =>
  `CASE WHEN ${name}.id IS NOT NULL THEN json_build_object('id', ${name}.id, 'name', ${name}.name) END`;
const selectHandOvers = {
  name: 'desk-hand-overs',
  text: `SELECT work_order.id, from_tier AS "fromTier", to_tier AS "toTier", ${person('sender')} AS "handedOverBy",
      work_order.created_at AS "createdAt", reason, automatic, complete, situation, tried, hypothesis,
      customer_context AS "customerContext", check_first AS "checkFirst", runbook_steps AS "runbookSteps",
      CASE WHEN overrider.id IS NOT NULL THEN json_build_object('by', ${person('overrider')}, 'reason', override_reason) END AS override,
      time_per_tier AS "timePerTier", accepted_at AS "acceptedAt", ${person('taker')} AS "acceptedBy",
      floor(extract(epoch FROM accepted_at - work_order.created_at))::int AS "secondsToAccept",
      returned_at AS "returnedAt", ${person('returner')} AS "returnedBy", return_reason AS "returnReason",
      return_note AS "returnNote", better_sector AS "betterSector"
    FROM work_order
      LEFT JOIN agent sender ON created_by_kind = 'agent' AND sender.id::text = created_by_id
      LEFT JOIN agent overrider ON overrider.id = overridden_by
      LEFT JOIN agent taker ON taker.id = accepted_by
      LEFT JOIN agent returner ON returner.id = returned_by
    WHERE ticket_id = $1 ORDER BY work_order.created_at, work_order.id`,
};
const selectHistory = {
  name: 'desk-history-outside',
  text: `SELECT to_state AS "toState", tier, at FROM ticket_transition WHERE ticket_id = $1 ORDER BY version`,
};
