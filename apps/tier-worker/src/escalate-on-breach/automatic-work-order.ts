import { run, type LockedTicket, type Tx } from '#database';
import type { TimeAtTier, WorkOrderDraft } from '#domain';
import { Injectable } from '@nestjs/common';
import { TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';
import { WorkOrders } from '../desk/work-orders.js';

interface Facts {
  readonly draft: WorkOrderDraft;
  readonly reason: string;
  readonly timePerTier: readonly TimeAtTier[];
}

/** The work order nobody wrote: facts only, no guesses, and marked incomplete. */
@Injectable()
export class AutomaticWorkOrder {
  constructor(private readonly workOrders: WorkOrders) {}

  async facts(tx: Tx, ticket: LockedTicket, reason: string): Promise<Facts> {
    const [posts] = await run<{ public: number; internal: number }>(tx, countPosts, [ticket.id]);
    const situation = `"${ticket.subject}": ${posts?.public ?? 0} public and ${posts?.internal ?? 0} internal posts so far.`;
    return { draft: { situation }, reason, timePerTier: await this.workOrders.timeSoFar(tx, ticket) };
  }

  write(
    tx: Tx,
    escalated: LockedTicket,
    order: Facts & { readonly id: string; readonly fromTier: number },
  ): Promise<void> {
    return this.workOrders.add(tx, escalated, { ...order, automatic: true, complete: false, by: TIER_WORKER_ACTOR });
  }
}

const countPosts = {
  name: 'desk-count-posts',
  text: `SELECT count(*) FILTER (WHERE public)::int AS public, count(*) FILTER (WHERE NOT public)::int AS internal
    FROM post WHERE ticket_id = $1`,
};
