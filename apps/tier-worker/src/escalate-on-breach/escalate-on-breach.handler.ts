import type { PayloadOf, SlaBreached } from '#contracts';
import { TicketStore, type Tx } from '#database';
import { isOpen } from '#domain';
import { Injectable } from '@nestjs/common';
import { ActOnThreshold, isStillOwed, isTakenBack, type Response } from './act-on-threshold.js';

type Breach = PayloadOf<typeof SlaBreached>;

@Injectable()
export class EscalateOnBreachHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly response: ActOnThreshold,
  ) {}

  /**
   * A ticket whose promise broke, or went far beyond that, goes one tier up or gets the next higher priority, and somebody is
   * told, as the policy says. One that has left the tier since is not escalated, and nothing is done for a promise that is over, though told
   * it is; a ticket that is over, a tier that owes nothing any more, and an alarm that was taken back need neither.
   */
  async handle(tx: Tx, breach: Breach): Promise<void> {
    const ticket = await this.tickets.lock(tx, breach.ticketId);
    if (!ticket || !isOpen(ticket.state)) return;
    const isElsewhere = ticket.tier !== breach.tier;
    if (isElsewhere && breach.kind === 'tier') return;
    if (await isTakenBack(tx, breach)) return;
    const asked = responseTo(breach);
    const isInPlace = asked.action !== 'escalate' || !isElsewhere;
    const mayAct = isInPlace && (asked.action === 'none' || (await isStillOwed(tx, breach.clockId)));
    const to: Response = mayAct ? asked : { ...asked, action: 'none' };
    await this.response.respond(tx, ticket, to);
  }
}

/** Older messages do not say who is told: then it is the leads, of what nothing else is done about. */
function responseTo({ onBreach, notify, ...breach }: Breach): Response {
  const action = onBreach === 'alert' ? 'none' : onBreach;
  return { ...breach, action, notify: notify ?? (action === 'none' ? 'leads' : 'nobody') };
}
