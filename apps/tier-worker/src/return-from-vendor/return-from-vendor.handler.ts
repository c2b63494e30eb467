import type { PayloadOf, VendorAnswered } from '#contracts';
import { run, TicketStore, type LockedTicket, type Tx } from '#database';
import { Injectable } from '@nestjs/common';
import { BackToAgent } from '../desk/back-to-agent.js';
import { versionOfLastMove } from '../desk/last-move.js';
import { TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';

@Injectable()
export class ReturnFromVendorHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly back: BackToAgent,
  ) {}

  /** A ticket that waits for a vendor is still at the tier that asked. The answer to an earlier case moves nothing. */
  async handle(tx: Tx, { ticketId, version, caseId, answer }: PayloadOf<typeof VendorAnswered>): Promise<void> {
    const ticket = await this.tickets.lock(tx, ticketId);
    if (!ticket || !isAwaitingVendor(ticket) || ticket.vendorCaseId !== caseId) return;
    // Said before the ticket was sent to the vendor once more, or a question that has been answered since.
    if (version < (await versionOfLastMove(tx, ticket))) return;
    if (answer === 'needs-info' && (await run(tx, questionAnswered, [caseId])).length > 0) return;
    await this.back.send(tx, ticket, TIER_WORKER_ACTOR, { because: 'vendor-answered', caseId, answer });
  }
}

const isAwaitingVendor = (ticket: LockedTicket): ticket is LockedTicket<'awaiting_vendor'> =>
  ticket.state === 'awaiting_vendor';

const questionAnswered = {
  name: 'desk-vendor-question-answered',
  text: `SELECT 1 FROM vendor_case WHERE id = $1 AND state <> 'needs-info'`,
};
