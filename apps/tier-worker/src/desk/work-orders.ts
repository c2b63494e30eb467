import { run, type LockedTicket, type Tx } from '#database';
import { timePerTier, type Actor, type HistoryStep, type TimeAtTier, type WorkOrderDraft } from '#domain';
import { Injectable } from '@nestjs/common';
import { runbookSteps } from '../run-runbook/runbook-steps.js';

export interface NewWorkOrder {
  readonly id: string;
  readonly fromTier: number;
  readonly draft: WorkOrderDraft;
  /** Why a tier was skipped, or which promise was broken. */
  readonly reason: string | null;
  readonly automatic: boolean;
  readonly complete: boolean;
  readonly overriddenBy?: string | null;
  readonly overrideReason?: string | null;
  readonly timePerTier: readonly TimeAtTier[];
  readonly by: Actor;
}

/** The hand-over records; written by the tiers only. */
@Injectable()
export class WorkOrders {
  /** What the ticket has spent at each tier up to now. */
  async timeSoFar(tx: Tx, ticket: LockedTicket): Promise<TimeAtTier[]> {
    return timePerTier(await run<HistoryStep>(tx, selectHistory, [ticket.id]), ticket.now);
  }

  /** Writes the work order of the hand-over that brought the ticket to where it is now, with the steps of runbooks done so far. */
  async add(tx: Tx, ticket: LockedTicket, order: NewWorkOrder): Promise<void> {
    const { draft } = order;
    const steps = await runbookSteps(tx, ticket.id);
    await run(tx, insertWorkOrder, [
      order.id,
      ticket.id,
      ticket.stayVersion,
      order.fromTier,
      ticket.tier,
      draft.situation ?? null,
      JSON.stringify(draft.tried ?? []),
      draft.hypothesis ?? null,
      draft.customerContext ?? null,
      draft.checkFirst ?? null,
      order.reason,
      order.automatic,
      order.complete,
      order.overriddenBy ?? null,
      order.overrideReason ?? null,
      JSON.stringify(order.timePerTier),
      order.by.kind,
      order.by.id,
      ticket.now,
      JSON.stringify(steps),
    ]);
  }

  /** The agent who takes a handed-over ticket accepts its work order, once. */
  async accept(tx: Tx, ticket: LockedTicket, agentId: string): Promise<void> {
    if (ticket.handedOverFrom !== null) await run(tx, acceptWorkOrder, [ticket.id, ticket.tier, ticket.now, agentId]);
  }

  /** The tier that has the ticket sends it back: its work order is marked as refused. */
  async markReturned(tx: Tx, ticket: LockedTicket, { by, reasonCode, note, betterSector }: Refusal): Promise<void> {
    const values = [ticket.id, ticket.tier, ticket.now, reasonCode, note, by, betterSector ?? null];
    await run(tx, returnWorkOrder, values);
  }

  /** How the ticket came to a tier it was at before: the sector it had there, and who handed it over. */
  async earlierStay(tx: Tx, ticket: LockedTicket, tier: number): Promise<EarlierStay | null> {
    return (await run<EarlierStay>(tx, selectEarlierStay, [ticket.id, tier]))[0] ?? null;
  }
}

interface Refusal {
  /** The agent who sends it back. */
  readonly by: string;
  readonly reasonCode: string;
  readonly note: string;
  readonly betterSector?: string | undefined;
}

export interface EarlierStay {
  readonly sector: string | null;
  readonly handedOverFrom: number | null;
}

const selectHistory = {
  name: 'desk-history',
  text: `SELECT to_state AS "toState", tier, at FROM ticket_transition WHERE ticket_id = $1 ORDER BY version`,
};
const insertWorkOrder = {
  name: 'desk-insert-work-order',
  text: `INSERT INTO work_order (id, ticket_id, stay_version, from_tier, to_tier, situation, tried, hypothesis,
      customer_context, check_first, reason, automatic, complete, overridden_by, override_reason, time_per_tier,
      created_by_kind, created_by_id, created_at, runbook_steps)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
};
const current = `id = (SELECT id FROM work_order WHERE ticket_id = $1 AND to_tier = $2 AND returned_at IS NULL
  ORDER BY created_at DESC, id DESC LIMIT 1)`;
const acceptWorkOrder = {
  name: 'desk-accept-work-order',
  text: `UPDATE work_order SET accepted_at = $3, accepted_by = $4 WHERE ${current} AND accepted_at IS NULL`,
};
const returnWorkOrder = {
  name: 'desk-return-work-order',
  text: `UPDATE work_order SET returned_at = $3, return_reason = $4, return_note = $5, returned_by = $6,
    better_sector = $7 WHERE ${current}`,
};
const selectEarlierStay = {
  name: 'desk-earlier-stay',
  text: `SELECT stay.sector, (SELECT from_tier FROM work_order WHERE ticket_id = $1 AND to_tier = $2 AND from_tier < $2
      AND returned_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1) AS "handedOverFrom"
    FROM ticket_transition stay WHERE ticket_id = $1 AND tier = $2 ORDER BY version DESC LIMIT 1`,
};
