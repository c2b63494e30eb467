import { Database, TicketIntakeStore, TicketStore, type NewTicket, type Tx } from '#database';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';
import { addMailPosts, type MailPost } from './mail-post.js';
import { MailStore, type Filed } from './mail.store.js';

/** A ticket to be made of a mail. */
export interface FromMail {
  readonly ticket: NewTicket;
  readonly filed: Filed;
  /** Null for a mail that could not be read. */
  readonly post: MailPost | null;
  /** The ticket that is over and that this one goes on from. */
  readonly follows: { readonly ticketId: string } | null;
}

const MAIL = { kind: 'system', id: 'mail', name: 'Mail' } as const;

/** Makes the tickets of a batch of mails: tickets, posts, what they have beside them and the mails' own marks in one commit. */
@Injectable()
export class NewTickets {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketIntakeStore,
    private readonly store: MailStore,
    private readonly outbox: Outbox,
    private readonly older: TicketStore,
  ) {}

  async write(all: readonly FromMail[]): Promise<void> {
    const tickets = all.map(({ ticket }) => ticket);
    await this.database.transaction(async (tx) => {
      await this.store.mark(
        tx,
        all.map(({ filed }) => filed),
      );
      const numbers = await this.tickets.insert(tickets, tx);
      const posts = all.flatMap(({ post }) => post ?? []);
      if (posts.length > 0) await addMailPosts(tx, posts);
      await this.tellOlder(tx, all, numbers);
    });
    this.outbox.publish(tickets.flatMap(({ messages }) => messages) as Parameters<Outbox['publish']>[0]);
  }

  /** Whoever looks at a ticket that is over finds the one that goes on from it. */
  private async tellOlder(tx: Tx, all: readonly FromMail[], numbers: ReadonlyMap<string, number>): Promise<void> {
    const followed = all.flatMap(({ ticket, follows }) => (follows ? { by: ticket.id, older: follows.ticketId } : []));
    for (const { by, older } of followed.toSorted((one, other) => (one.older < other.older ? -1 : 1))) {
      const ticket = await this.older.lock(tx, older);
      if (!ticket) continue;
      const data = { ticketId: by, number: numbers.get(by) };
      await this.older.record(tx, ticket, { type: 'ticket.followed-up', by: MAIL, public: false, data });
    }
  }
}
