import { actorOf, steers, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { DomainError, expectMovable, missingFrom, newStay, type FieldProblem, type WorkOrderDraft } from '#domain';
import { Injectable } from '@nestjs/common';
import { tierOf } from '../desk/tier-of.js';
import { expectHolder } from '../desk/who-may.js';
import { WorkOrders } from '../desk/work-orders.js';
import { EscalationGate, stepsMissing, type MissingRunbook } from '../run-runbook/escalation-gate.js';
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
    private readonly gate: EscalationGate,
  ) {}

  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, escalation: Escalation): Promise<LockedTicket> {
    expectMovable(ticket, 'escalate');
    expectHolder(agent, ticket);
    const to = await this.chooseTier.above(tx, ticket, escalation);
    const missing = missingFrom(escalation.workOrder);
    const runbooks = await this.gate.missing(tx, ticket, to.sector);
    const isReady = missing.length === 0 && runbooks.length === 0;
    const override = isReady ? null : overrideOf(agent, escalation, { fields: missing, runbooks });
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

  private async logOverride(tx: Tx, ticket: LockedTicket<'in_progress'>, lead: AgentCaller, override: Override) {
    const { reason, missing, runbooks } = override;
    const said = { by: actorOf(lead), public: false };
    const after =
      missing.length > 0
        ? await this.tickets.record(tx, ticket, {
            ...said,
            type: 'ticket.work-order-overridden',
            data: { reason, missing },
          })
        : ticket;
    if (runbooks.length === 0) return after;
    return this.tickets.record(tx, after, { ...said, type: 'ticket.runbook-overridden', data: { reason, runbooks } });
  }
}

interface Override {
  readonly reason: string | null;
  readonly missing: readonly string[];
  readonly runbooks: readonly MissingRunbook[];
}

/** What keeps a ticket from going up. */
interface Missing {
  readonly fields: readonly FieldProblem[];
  readonly runbooks: readonly MissingRunbook[];
}

/** Whether a ticket may go up with an incomplete work order, or before its runbooks are done: only a lead's word makes it so. */
function overrideOf(agent: AgentCaller, { override }: Escalation, { fields, runbooks }: Missing): Override {
  const errors = [...fields, ...stepsMissing(runbooks)];
  const extra = { errors, ...(runbooks.length > 0 && { runbooks }) };
  if (!override) {
    const detail = 'The next tier needs the whole work order: fill in what is missing.';
    if (fields.length > 0) throw new DomainError('refused', 'work-order.incomplete', detail, extra);
    throw new DomainError('refused', 'runbook.steps-missing', `Before it goes up: ${errors[0]!.detail}`, extra);
  }
  if (!steers(agent)) {
    const detail = 'Only a lead may hand over an incomplete work order, or before its runbooks are done.';
    throw new DomainError('forbidden', 'work-order.override-not-yours', detail, extra);
  }
  return {
    reason: override === true ? null : override.reason,
    missing: fields.map(({ pointer }) => pointer),
    runbooks,
  };
}
