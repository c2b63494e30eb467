import type { PayloadOf, TicketOpened } from '#contracts';
import { run, TicketStore, type LockedTicket, type Statement, type Tx } from '#database';
import { DomainError, expectMovable, newStay, type Actor } from '#domain';
import { Injectable } from '@nestjs/common';
import { UnderstandRequest } from '../understand-request/understand-request.js';

const triage: Actor = { kind: 'system', id: 'triage' };

/** Understands a received ticket once and sends it to the tier that is to solve it. */
@Injectable()
export class RouteTicketHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly request: UnderstandRequest,
  ) {}

  /** `locked`: the ticket, when the caller has it locked. */
  async handle(
    tx: Tx,
    { ticketId }: PayloadOf<typeof TicketOpened>,
    locked: LockedTicket | null = null,
  ): Promise<void> {
    const ticket = locked ?? (await this.tickets.lock(tx, ticketId));
    if (!ticket) throw new DomainError('not-found', 'ticket.not-found', `There is no ticket ${ticketId}.`);
    if (ticket.state !== 'received') return;
    expectMovable(ticket, 'route');

    const understood = await this.request.understand(tx, await requestOf(tx, ticket));
    const { organisationId, productId, assetId, priority, entitlement, tier, sector, rule, why } = understood;
    await this.tickets.move(tx, ticket, 'route', {
      by: triage,
      set: {
        organisationId,
        productId,
        assetId,
        priority,
        entitlement: entitlement.kind,
        entitlementReason: entitlement.reason,
        ...newStay(ticket, ticket.now, { tier, sector }),
      },
      data: {
        priority,
        impact: ticket.impact,
        urgency: ticket.urgency,
        entitlement: entitlement.kind,
        entitlementReason: entitlement.reason,
        rule,
        why,
      },
    });
  }
}

async function requestOf(tx: Tx, ticket: LockedTicket) {
  const [post] = await run<{ body: string }>(tx, firstPost, [ticket.id]);
  return { ...ticket, contactId: ticket.requesterId, description: post?.body ?? '' };
}

/** Rules look at no more of it. */
const firstPost: Statement = {
  name: 'triage-first-post',
  text: `SELECT left(body, 100000) AS body FROM post WHERE ticket_id = $1 ORDER BY created_at, id LIMIT 1`,
};
