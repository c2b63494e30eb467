import { run, TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { BREACH, newStay, priorities, tierName, type Listener, type StateBefore, type ThresholdAction } from '#domain';
import { Injectable } from '@nestjs/common';
import { LeadAlerts, TIER_WORKER_ACTOR, type AlertFacts } from '../desk/lead-alerts.js';
import { describeThreshold, type Reached } from '../desk/promise-words.js';
import { tierOf } from '../desk/tier-of.js';
import { Tiers } from '../desk/tiers.js';
import { AutomaticWorkOrder } from './automatic-work-order.js';

/** What a policy says is to happen at a threshold that was reached. */
export interface Response extends Reached {
  readonly clockId: string;
  readonly evenIfHeld: boolean;
  readonly notify: Listener;
  readonly action: ThresholdAction;
}

/** What became of an action. */
interface Outcome {
  readonly ticket: LockedTicket;
  /** The end of a sentence: what was done, or why it was not. */
  readonly words: string;
  readonly facts?: Pick<AlertFacts, 'toTier' | 'toPriority'>;
  readonly refused?: 'at-last-tier' | 'otherwise';
}

/** Does to a ticket what is to be done at a threshold, and tells whom it concerns. */
@Injectable()
export class ActOnThreshold {
  constructor(
    private readonly tickets: TicketStore,
    private readonly tiers: Tiers,
    private readonly leads: LeadAlerts,
    private readonly workOrder: AutomaticWorkOrder,
  ) {}

  /**
   * One priority up or one tier up, and somebody is told of it, or nobody. When it cannot be done (it is P1, it is at the last
   * tier, or in hands that keep it) the leads are told whomever the policy names.
   */
  async respond(tx: Tx, ticket: LockedTicket, to: Response): Promise<LockedTicket> {
    const outcome = await this.act(tx, ticket, to);
    const said = this.said(ticket, to, outcome);
    const { assigneeId } = ticket;
    let told = outcome.ticket;
    if (to.notify === 'assignee' && assigneeId !== null) told = await this.leads.tellAgent(tx, told, assigneeId, said);
    const isTold = to.notify === 'leads' || to.notify === 'hierarchy' || outcome.refused !== undefined;
    if (!isTold) return told;
    const audience = to.notify === 'hierarchy' ? 'hierarchy' : 'leads';
    if (to.percent < BREACH) return this.leads.warn(tx, told, audience, said);
    const kind = outcome.refused === 'at-last-tier' ? 'breach-at-last-tier' : 'breach';
    return this.leads.alert(tx, told, kind, said, audience);
  }

  private said(ticket: LockedTicket, to: Response, { words, facts }: Outcome) {
    const { kind, percent, tier, dueAt, clockId } = to;
    const detail = `${describeThreshold(ticket, to)}${words}`;
    return { detail, facts: { promise: kind, percent, tier, dueAt, ...facts }, promise: kind, percent, clockId };
  }

  private act(tx: Tx, ticket: LockedTicket, to: Response): Promise<Outcome> {
    switch (to.action) {
      case 'none':
        return Promise.resolve({ ticket, words: '' });
      case 'raise-priority':
        return this.raisePriority(tx, ticket, to);
      case 'escalate':
        return this.escalate(tx, ticket, to);
    }
  }

  private async raisePriority(tx: Tx, ticket: LockedTicket, to: Response): Promise<Outcome> {
    const from = ticket.priority;
    const priority = from === null ? undefined : priorities[priorities.indexOf(from) - 1];
    if (!priority) return { ticket, words: '', refused: 'otherwise' };
    const raised = await this.tickets.record(tx, ticket, {
      type: 'ticket.priority-raised',
      by: TIER_WORKER_ACTOR,
      public: false,
      set: { priority },
      data: { priority, from, clockId: to.clockId, promise: to.kind, percent: to.percent },
    });
    return { ticket: raised, words: `, so it is ${priority} now`, facts: { toPriority: priority } };
  }

  private async escalate(tx: Tx, ticket: LockedTicket, to: Response): Promise<Outcome> {
    if (!mayLeave(ticket, to)) return { ticket, words: '', refused: 'otherwise' };
    const fromTier = tierOf(ticket);
    const next = await this.tiers.above(tx, fromTier);
    if (!next) return { ticket, words: `, and nobody is above ${tierName(fromTier)}`, refused: 'at-last-tier' };
    const workOrderId = newId();
    const sector = await this.tiers.sectorAt(tx, next.number, ticket.sector);
    const order = await this.workOrder.facts(tx, ticket, describeThreshold(ticket, to));
    const escalated = await this.tickets.move(tx, ticket, 'auto-escalate', {
      by: TIER_WORKER_ACTOR,
      set: newStay(ticket, ticket.now, { tier: next.number, sector, handedOverFrom: fromTier }),
      data: { workOrderId, fromTier, toTier: next.number, clockId: to.clockId, promise: to.kind, percent: to.percent },
    });
    await this.workOrder.write(tx, escalated, { id: workOrderId, fromTier, ...order });
    return { ticket: escalated, words: `, so it is at ${tierName(next.number)} now`, facts: { toTier: next.number } };
  }
}

type Movable = LockedTicket<StateBefore<'auto-escalate'>>;

/** Nobody holds it, or the policy takes it out of an agent's hands; what waits for somebody outside stays. */
const mayLeave = (ticket: LockedTicket, { evenIfHeld }: Response): ticket is Movable =>
  ticket.state === 'queued' || (ticket.state === 'in_progress' && evenIfHeld);

/** Whether a promise is neither kept nor given up by now: nothing is done to a ticket for one that is. */
export const isStillOwed = async (tx: Tx, clockId: string): Promise<boolean> =>
  (await run(tx, selectOver, [clockId])).length === 0;

/** Whether the log has said since that the threshold was not reached when it rang (when it is, it rings again), or that there is no such promise. */
export const isTakenBack = async (tx: Tx, { clockId, percent }: { clockId: string; percent: number }) =>
  (await run(tx, selectRang, [clockId, percent])).length === 0;

const selectRang = {
  name: 'desk-clock-rang',
  text: `SELECT 1 FROM clock WHERE id = $1 AND rung >= $2`,
};
const selectOver = {
  name: 'desk-clock-over',
  text: `SELECT 1 FROM clock WHERE id = $1 AND state IN ('met', 'cancelled')`,
};
