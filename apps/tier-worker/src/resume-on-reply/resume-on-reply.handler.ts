import type { CustomerReplied, PayloadOf } from '#contracts';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { Injectable } from '@nestjs/common';
import { BackToAgent } from '../desk/back-to-agent.js';
import { versionOfLastMove } from '../desk/last-move.js';
import { TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';

@Injectable()
export class ResumeOnReplyHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly back: BackToAgent,
  ) {}

  /** Only what waits for the customer goes on; a vendor or an intervention is not hurried by a post. */
  async handle(tx: Tx, { ticketId, version, postId }: PayloadOf<typeof CustomerReplied>): Promise<void> {
    const ticket = await this.tickets.lock(tx, ticketId);
    if (!ticket || !isAwaitingCustomer(ticket)) return;
    // A post from before the question is not the answer to it.
    if (version < (await versionOfLastMove(tx, ticket))) return;
    await this.back.send(tx, ticket, TIER_WORKER_ACTOR, { because: 'customer-replied', answer: postId });
  }
}

const isAwaitingCustomer = (ticket: LockedTicket): ticket is LockedTicket<'awaiting_customer'> =>
  ticket.state === 'awaiting_customer';
