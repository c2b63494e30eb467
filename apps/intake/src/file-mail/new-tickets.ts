import { Database, TicketIntakeStore, type NewTicket } from '#database';
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
}

/** Makes the tickets of a batch of mails: tickets, posts, what they have beside them and the mails' own marks in one commit. */
@Injectable()
export class NewTickets {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketIntakeStore,
    private readonly store: MailStore,
    private readonly outbox: Outbox,
  ) {}

  async write(all: readonly FromMail[]): Promise<void> {
    const tickets = all.map(({ ticket }) => ticket);
    await this.database.transaction(async (tx) => {
      await this.store.mark(
        tx,
        all.map(({ filed }) => filed),
      );
      await this.tickets.insert(tickets, tx);
      const posts = all.flatMap(({ post }) => post ?? []);
      if (posts.length > 0) await addMailPosts(tx, posts);
    });
    this.outbox.publish(tickets.flatMap(({ messages }) => messages) as Parameters<Outbox['publish']>[0]);
  }
}
