import type { PayloadOf, SlaWarned } from '#contracts';
import { run, TicketStore, type LockedTicket, type Tx } from '#database';
import { isOpen, ticketNumber, tierName } from '#domain';
import { Injectable } from '@nestjs/common';
import { Announcer } from '../desk/announcer.js';
import { LeadAlerts } from '../desk/lead-alerts.js';
import { lateness, promiseName } from '../desk/promise-words.js';

type Warning = PayloadOf<typeof SlaWarned>;

@Injectable()
export class WarnOfBreachHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly alerts: LeadAlerts,
    private readonly announcer: Announcer,
  ) {}

  /**
   * Tells the agent who holds the ticket, or the leads. Nobody is told when it is held by nobody and was for its agent, or
   * when the promise is in danger no longer: kept, paused, broken by now, or another tier's.
   */
  async handle(tx: Tx, warning: Warning): Promise<void> {
    const ticket = await this.tickets.lock(tx, warning.ticketId);
    if (!ticket || ticket.tier !== warning.tier || !isOpen(ticket.state)) return;
    const agentId = warning.warn === 'leads' ? null : ticket.assigneeId;
    if (warning.warn === 'assignee' && agentId === null) return;
    const inDanger = await run(tx, selectInDanger, [warning.clockId]);
    if (inDanger.length === 0) return;
    const { kind: promise, percent, clockId } = warning;
    const detail = describe(ticket, warning);
    const warned = await this.alerts.warn(tx, ticket, { agentId, detail, promise, percent, clockId });
    await this.announcer.announce(tx, ticket, warned);
  }
}

const describe = ({ number }: LockedTicket, { kind, percent, tier, dueAt, reachedAt, rangAt }: Warning): string =>
  `${ticketNumber(number)} has used ${percent} % of its ${promiseName(kind)} promise at ${tierName(tier)}: it is due ${dueAt}${lateness(reachedAt, rangAt)}`;

const selectInDanger = {
  name: 'desk-clock-in-danger',
  text: `SELECT 1 FROM clock WHERE id = $1 AND state = 'running' AND breached_at IS NULL`,
};
