import type { CustomerReplied, PayloadOf } from '#contracts';
import { run, TicketStore, type LockedTicket, type Tx } from '#database';
import { Injectable } from '@nestjs/common';
import { BackToAgent } from '../desk/back-to-agent.js';
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
    if (version < (await askedAtVersion(tx, ticket))) return;
    await this.back.send(tx, ticket, TIER_WORKER_ACTOR, { because: 'customer-replied', answer: postId });
  }
}

const isAwaitingCustomer = (ticket: LockedTicket): ticket is LockedTicket<'awaiting_customer'> =>
  ticket.state === 'awaiting_customer';

async function askedAtVersion(tx: Tx, ticket: LockedTicket): Promise<number> {
  return (await run<{ version: number }>(tx, lastMove, [ticket.id]))[0]?.version ?? 0;
}

const lastMove = {
  name: 'desk-last-move',
  text: `SELECT version FROM ticket_transition WHERE ticket_id = $1 ORDER BY version DESC LIMIT 1`,
};
