import { actorOf, steers, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { DomainError, expectMovable, missingFrom, newStay, type FieldProblem, type WorkOrderDraft } from '#domain';
import { Injectable } from '@nestjs/common';
import { tierOf } from '../desk/tier-of.js';
import { expectHolder } from '../desk/who-may.js';
import { WorkOrders } from '../desk/work-orders.js';
import { ChooseTierAbove, type UpwardRoute } from './choose-tier-above.js';

export interface Escalation extends UpwardRoute {
  readonly workOrder?: WorkOrderDraft;
  readonly override?: boolean | { readonly reason: string };
}

@Injectable()
export class EscalateTicketHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly chooseTier: ChooseTierAbove,
    private readonly workOrders: WorkOrders,
  ) {}

  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, escalation: Escalation): Promise<LockedTicket> {
    expectMovable(ticket, 'escalate');
    expectHolder(agent, ticket);
    const to = await this.chooseTier.above(tx, ticket, escalation);
    const missing = missingFrom(escalation.workOrder);
    const override = missing.length === 0 ? null : overrideOf(agent, escalation, missing);
    const ready = override ? await this.logOverride(tx, ticket, agent, override) : ticket;
    const time = await this.workOrders.timeSoFar(tx, ready);
    const workOrderId = newId();
    const fromTier = tierOf(ticket);
    const escalated = await this.tickets.move(tx, ready, 'escalate', {
      by: actorOf(agent),
      set: newStay(ready, ready.now, { ...to, handedOverFrom: fromTier }),
      data: { workOrderId, fromTier, toTier: to.tier, complete: missing.length === 0 },
    });
    await this.workOrders.add(tx, escalated, {
      id: workOrderId,
      fromTier,
      draft: escalation.workOrder ?? {},
      reason: escalation.reason ?? null,
      automatic: false,
      complete: missing.length === 0,
      overriddenBy: override && agent.id,
      overrideReason: override?.reason ?? null,
      timePerTier: time,
      by: actorOf(agent),
    });
    return escalated;
  }

  private logOverride(tx: Tx, ticket: LockedTicket<'in_progress'>, lead: AgentCaller, override: Override) {
    return this.tickets.record(tx, ticket, {
      type: 'ticket.work-order-overridden',
      by: actorOf(lead),
      public: false,
      data: { reason: override.reason, missing: override.missing },
    });
  }
}

interface Override {
  readonly reason: string | null;
  readonly missing: readonly string[];
}

/** Whether an incomplete work order may pass: only a lead's word makes it so. */
function overrideOf(agent: AgentCaller, { override }: Escalation, missing: readonly FieldProblem[]): Override {
  if (!override) {
    const detail = 'The next tier needs the whole work order: fill in what is missing.';
    throw new DomainError('refused', 'work-order.incomplete', detail, { errors: missing });
  }
  if (!steers(agent)) {
    const detail = 'Only a lead may hand over an incomplete work order: fill in what is missing.';
    throw new DomainError('forbidden', 'work-order.override-not-yours', detail, { errors: missing });
  }
  return { reason: override === true ? null : override.reason, missing: missing.map(({ pointer }) => pointer) };
}
