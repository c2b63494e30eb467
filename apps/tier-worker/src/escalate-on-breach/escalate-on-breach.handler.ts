import type { PayloadOf, SlaBreached } from '#contracts';
import { TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { isOpen, newStay, priorities, ticketNumber, tierName, type StateBefore } from '#domain';
import { Injectable } from '@nestjs/common';
import { Announcer } from '../desk/announcer.js';
import { LeadAlerts, TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';
import { lateness, promiseName } from '../desk/promise-words.js';
import { tierOf } from '../desk/tier-of.js';
import { Tiers } from '../desk/tiers.js';
import { AutomaticWorkOrder } from './automatic-work-order.js';

type Breach = PayloadOf<typeof SlaBreached>;

@Injectable()
export class EscalateOnBreachHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly tiers: Tiers,
    private readonly leads: LeadAlerts,
    private readonly workOrder: AutomaticWorkOrder,
    private readonly announcer: Announcer,
  ) {}

  /**
   * A ticket still at the tier where its promise broke goes one tier up, or gets the next higher priority, as the policy
   * says; at the last tier or the highest priority, or in hands that keep it, the leads are told instead. One that is over,
   * or has left that tier, needs neither.
   */
  async handle(tx: Tx, breach: Breach): Promise<void> {
    const ticket = await this.tickets.lock(tx, breach.ticketId);
    if (!ticket || ticket.tier !== breach.tier || !isOpen(ticket.state)) return;
    await this.announcer.announce(tx, ticket, await this.react(tx, ticket, breach));
  }

  private async react(tx: Tx, ticket: LockedTicket, breach: Breach): Promise<LockedTicket> {
    if (breach.onBreach === 'raise-priority') return this.raisePriority(tx, ticket, breach);
    if (breach.onBreach === 'alert' || !mayLeave(ticket, breach)) {
      return this.leads.alert(tx, ticket, 'breach', describe(ticket, breach));
    }
    const next = await this.tiers.above(tx, breach.tier);
    if (next) return this.escalate(tx, ticket, breach, next.number);
    const detail = `${describe(ticket, breach)}, and nobody is above ${tierName(breach.tier)}`;
    return this.leads.alert(tx, ticket, 'breach-at-last-tier', detail);
  }

  private raisePriority(tx: Tx, ticket: LockedTicket, breach: Breach): Promise<LockedTicket> {
    const from = ticket.priority;
    const priority = from === null ? undefined : priorities[priorities.indexOf(from) - 1];
    if (!priority) return this.leads.alert(tx, ticket, 'breach', describe(ticket, breach));
    return this.tickets.record(tx, ticket, {
      type: 'ticket.priority-raised',
      by: TIER_WORKER_ACTOR,
      public: false,
      set: { priority },
      data: { priority, from, clockId: breach.clockId, promise: breach.kind },
    });
  }

  private async escalate(tx: Tx, ticket: Movable, breach: Breach, toTier: number): Promise<LockedTicket> {
    const workOrderId = newId();
    const fromTier = tierOf(ticket);
    const { kind, clockId } = breach;
    const sector = await this.tiers.sectorAt(tx, toTier, ticket.sector);
    const order = await this.workOrder.facts(tx, ticket, describe(ticket, breach));
    const escalated = await this.tickets.move(tx, ticket, 'auto-escalate', {
      by: TIER_WORKER_ACTOR,
      set: newStay(ticket, ticket.now, { tier: toTier, sector, handedOverFrom: fromTier }),
      data: { workOrderId, fromTier, toTier, clockId, promise: kind },
    });
    await this.workOrder.write(tx, escalated, { id: workOrderId, fromTier, ...order });
    return escalated;
  }
}

type Movable = LockedTicket<StateBefore<'auto-escalate'>>;

/** Nobody holds it, or the policy takes it out of an agent's hands; what waits for somebody outside stays. */
const mayLeave = (ticket: LockedTicket, { evenIfHeld }: Breach): ticket is Movable =>
  ticket.state === 'queued' || (ticket.state === 'in_progress' && evenIfHeld);

const describe = ({ number }: LockedTicket, { kind, tier, dueAt, rangAt }: Breach): string =>
  `${ticketNumber(number)} broke its ${promiseName(kind)} promise at ${tierName(tier)}: it was due ${dueAt}${lateness(dueAt, rangAt)}`;
