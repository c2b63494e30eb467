import { actorOf, Forbidden, type Caller } from '#access';
import { Database, postsNamed, run, TicketStore, type LockedTicket, type PostView, type Tx } from '#database';
import { DomainError, ticketNumber, type Actor } from '#domain';
import { Injectable } from '@nestjs/common';
import { readableTicketId, ticketNotFound } from '../read-ticket/readable-ticket.js';
import { CustomerPosts, isReachable } from './customer-posts.js';

/** The post, and the ticket as it is with it. */
export interface PostedView extends PostView {
  readonly ticket: { readonly id: string; readonly number: string; readonly state: string; readonly version: number };
}

interface Words {
  readonly body: string;
  readonly attachmentIds?: readonly string[] | undefined;
}

/** Posts in the customer's name, through the API. */
@Injectable()
export class PostOnTicketHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly posts: CustomerPosts,
  ) {}

  async post(caller: Caller, idOrNumber: string, { body, attachmentIds: ids = [] }: Words): Promise<PostedView> {
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
      if (ticket.state === 'closed' || !isReachable(ticket)) throw await this.over(tx, ticket);
      const data = caller.kind === 'api-key' ? { through: { kind: caller.kind, id: caller.id } } : {};
      const files = { ids, uploaderId: caller.id };
      const written = await this.posts.write(tx, ticket, { author, body, data, files });
      const [post] = await postsNamed(tx, [written.postId!]);
      return {
        ...post!,
        ticket: {
          id: written.id,
          number: ticketNumber(written.number),
          state: written.state,
          version: written.version,
        },
      };
    });
  }

  /** A key speaks for the requester. */
  private async requesterOf(tx: Tx, { requesterId }: LockedTicket): Promise<Actor> {
    const [contact] = await run<{ name: string | null }>(tx, contactName, [requesterId]);
    return { kind: 'customer', id: requesterId, ...(contact?.name != null && { name: contact.name }) };
  }

  private async over(tx: Tx, ticket: Pick<LockedTicket, 'number' | 'state' | 'mergedInto'>): Promise<DomainError> {
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
