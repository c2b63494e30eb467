import { actorOf, Forbidden, type Caller } from '#access';
import { CustomerReplied, TicketRouted } from '#contracts';
import { Database, run, TicketStore, type LockedTicket, type PostView, type Tx } from '#database';
import { DomainError, newStay, ticketNumber, type Actor } from '#domain';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';
import { readableTicketId, ticketNotFound } from '../read-ticket/readable-ticket.js';

/** The post, and the ticket as it is with it. */
export interface PostedView extends PostView {
  readonly ticket: { readonly id: string; readonly number: string; readonly state: string; readonly version: number };
}

/** Adds what the customer writes; what it does to a waiting ticket is decided by the tier that has it. */
@Injectable()
export class PostOnTicketHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly outbox: Outbox,
  ) {}

  async post(caller: Caller, idOrNumber: string, body: string): Promise<PostedView> {
    const ticketId = await readableTicketId(this.database, caller, idOrNumber);
    if (caller.kind === 'agent') {
      throw new Forbidden(
        "Posts here are the customer's. Agents answer with `reply` and write among themselves with `note`.",
      );
    }
    return this.database.transaction(async (tx) => {
      const ticket = await this.tickets.lock(tx, ticketId);
      if (!ticket) throw ticketNotFound();
      const author = caller.kind === 'customer' ? actorOf(caller) : await this.requesterOf(tx, ticket);
      const written = await this.write(tx, ticket, body, { author, caller });
      return {
        id: written.postId!,
        author,
        public: true,
        body,
        createdAt: written.now,
        ticket: {
          id: written.id,
          number: ticketNumber(written.number),
          state: written.state,
          version: written.version,
        },
      };
    });
  }

  private async write(
    tx: Tx,
    ticket: LockedTicket,
    body: string,
    { author, caller }: { readonly author: Actor; readonly caller: Caller },
  ): Promise<LockedTicket> {
    const post = { body, public: true };
    const data = caller.kind === 'api-key' ? { through: { kind: caller.kind, id: caller.id } } : {};
    switch (ticket.state) {
      case 'received':
      case 'queued':
      case 'in_progress':
      case 'awaiting_customer':
      case 'awaiting_vendor':
      case 'awaiting_intervention': {
        const written = await this.tickets.record(tx, ticket, {
          type: 'ticket.customer-replied',
          by: author,
          data,
          post,
        });
        const { id: ticketId, version, tier, postId } = written;
        await this.outbox.add(tx, CustomerReplied, { ticketId, version, tier, postId: postId! });
        return written;
      }
      case 'resolved':
        return this.reopen(tx, ticket as LockedTicket<'resolved'>, { by: author, data, post });
      case 'closed':
      case 'merged':
      case 'rejected':
        throw await this.over(tx, ticket);
    }
  }

  /** It was not solved after all: the tier that resolved it has it again. */
  private async reopen(
    tx: Tx,
    ticket: LockedTicket<'resolved'>,
    said: {
      readonly by: Actor;
      readonly data: Record<string, unknown>;
      readonly post: { body: string; public: boolean };
    },
  ): Promise<LockedTicket> {
    const { tier, sector, teamId, handedOverFrom } = ticket;
    if (tier === null) throw new Error(`${ticketNumber(ticket.number)} was resolved at no tier.`);
    const set = {
      ...newStay(ticket, ticket.now, { tier, sector, teamId, handedOverFrom }),
      solution: null,
      solutionCode: null,
      l1Capable: null,
      resolvedAt: null,
    };
    const data = { ...said.data, reason: 'The customer wrote again.' };
    const reopened = await this.tickets.move(tx, ticket, 'reopen', { ...said, data, set });
    await this.outbox.add(tx, TicketRouted, { ticketId: reopened.id, version: reopened.version, tier });
    return reopened;
  }

  /** A key speaks for the requester. */
  private async requesterOf(tx: Tx, { requesterId }: LockedTicket): Promise<Actor> {
    const [contact] = await run<{ name: string | null }>(tx, contactName, [requesterId]);
    return { kind: 'customer', id: requesterId, ...(contact?.name != null && { name: contact.name }) };
  }

  private async over(tx: Tx, ticket: LockedTicket): Promise<DomainError> {
    const number = ticketNumber(ticket.number);
    if (ticket.state === 'closed') {
      const detail = `${number} is closed. Reopen it with POST /api/v1/tickets/${number}/reopen, then write.`;
      return new DomainError('conflict', 'ticket.over', detail, { state: ticket.state });
    }
    if (ticket.state === 'merged') {
      const [target] = await run<{ number: number }>(tx, targetNumber, [ticket.mergedInto]);
      const into = target ? ticketNumber(target.number) : 'another ticket';
      return new DomainError('conflict', 'ticket.over', `${number} was merged into ${into}. Write there.`, {
        state: ticket.state,
        mergedInto: ticket.mergedInto,
      });
    }
    return new DomainError('conflict', 'ticket.over', `${number} was rejected. Open a new ticket.`, {
      state: ticket.state,
    });
  }
}

const contactName = { name: 'intake-contact-name', text: 'SELECT name FROM contact WHERE id = $1' };
const targetNumber = { name: 'intake-ticket-number', text: 'SELECT number FROM ticket WHERE id = $1' };
