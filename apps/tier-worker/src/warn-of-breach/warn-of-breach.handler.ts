import type { PayloadOf, SlaWarned } from '#contracts';
import { run, TicketStore, type Tx } from '#database';
import { isOpen } from '#domain';
import { Injectable } from '@nestjs/common';
import { ActOnThreshold } from '../escalate-on-breach/act-on-threshold.js';

type Warning = PayloadOf<typeof SlaWarned>;

@Injectable()
export class WarnOfBreachHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly response: ActOnThreshold,
  ) {}

  /**
   * Does and tells what the policy says is to happen before a promise breaks. Nothing, when it is in danger no longer, or not
   * yet: kept, paused, broken by now, taken back because the log was slower than the alarm, or another tier's; nobody is told when it was for the ticket's agent and none holds it.
   */
  async handle(tx: Tx, warning: Warning): Promise<void> {
    const ticket = await this.tickets.lock(tx, warning.ticketId);
    if (!ticket || !isOpen(ticket.state)) return;
    const isElsewhere = ticket.tier !== warning.tier;
    if (isElsewhere && warning.kind === 'tier') return;
    const inDanger = await run(tx, selectInDanger, [warning.clockId, warning.percent]);
    if (inDanger.length === 0) return;
    const { warn: notify, ...reached } = warning;
    const action = isElsewhere && warning.action === 'escalate' ? 'none' : warning.action;
    await this.response.respond(tx, ticket, { ...reached, notify, action });
  }
}

const selectInDanger = {
  name: 'desk-clock-in-danger',
  text: `SELECT 1 FROM clock WHERE id = $1 AND state = 'running' AND breached_at IS NULL AND rung >= $2`,
};
