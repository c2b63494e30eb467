import { Database, TicketStore, type LockedTicket, type Tx } from '#database';
import { ticketNumber, type Actor } from '#domain';
import { runWith } from '#observability';
import { Injectable } from '@nestjs/common';
import type { KnownContact } from '../create-ticket/arrivals.js';
import { CustomerPosts, isReachable } from '../post-on-ticket/customer-posts.js';
import { noteBounces, type Bounce } from './bounces.js';
import { filedAs } from './filed-as.js';
import type { Letter } from './letter.js';
import { addMailPosts, type MailPost } from './mail-post.js';
import { MailStore } from './mail.store.js';
import type { WhatToDo } from './what-to-do.js';

export interface OnTicket {
  readonly letter: Letter;
  readonly what: Extract<WhatToDo, { do: 'reply' | 'note' }>;
  /** Null: a machine wrote, and becomes nobody. */
  readonly contact: KnownContact | null;
  readonly participants: MailPost['participants'];
  readonly bounces: readonly Bounce[];
  readonly scan: MailPost['scan'];
}

/** The ticket is not what it was when the mail was judged: it is judged again. */
export class TicketMoved extends Error {
  override readonly name = 'TicketMoved';
}

const MACHINE: Actor = { kind: 'system', id: 'mail', name: 'Automatic mail' };
const SOMEBODY: Actor = { kind: 'system', id: 'mail', name: 'Unverified sender' };

/** Adds a mail to the ticket it belongs to: post, what the post has beside it, and the mail's own mark, in one transaction. */
@Injectable()
export class MailOnTicket {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly posts: CustomerPosts,
    private readonly store: MailStore,
  ) {}

  async write(one: OnTicket): Promise<void> {
    await runWith({ correlationId: one.letter.taken.correlationId, ticketId: one.what.thread.ticketId }, () =>
      this.database.transaction((tx) => this.writeIn(tx, one)),
    );
  }

  private async writeIn(tx: Tx, one: OnTicket): Promise<void> {
    const { letter, what, participants, bounces, scan } = one;
    const ticket = await this.tickets.lock(tx, what.thread.ticketId);
    if (!ticket || ticket.state !== what.thread.state) throw new TicketMoved();
    const written = what.do === 'reply' ? await this.reply(tx, ticket, one) : await this.note(tx, ticket, one);
    const verified = what.do === 'reply' || what.verified;
    await addMailPosts(tx, [
      {
        postId: written.postId!,
        ticketId: written.id,
        letter,
        verified,
        notes: notesOn(one, ticketNumber(written.number)),
        at: written.now,
        participants,
        scan,
      },
    ]);
    await noteBounces(tx, bounces);
    await this.store.mark(tx, [
      filedAs(letter, { state: 'filed', ticketId: written.id, postId: written.postId!, failure: null }),
    ]);
  }

  private reply(tx: Tx, ticket: LockedTicket, { letter, contact }: OnTicket): Promise<LockedTicket> {
    if (!isReachable(ticket)) throw new TicketMoved();
    const data = { mailId: letter.taken.id };
    return this.posts.write(tx, ticket, { author: authorOf(contact, letter), body: letter.body, data });
  }

  /** Seen by agents only: no clock, no queue and nobody's mail hears of it. */
  private note(tx: Tx, ticket: LockedTicket, { letter, what, contact, bounces }: OnTicket): Promise<LockedTicket> {
    const automatic = letter.reading.automatic?.kind ?? null;
    const about = bounces.length > 0 ? { bounces } : {};
    return this.tickets.record(tx, ticket, {
      type: bounces.length > 0 ? 'mail.bounced' : 'ticket.mail-noted',
      by: authorOf(contact, letter),
      data: { mailId: letter.taken.id, automatic, verified: what.do === 'note' && what.verified, ...about },
      public: false,
      silent: true,
      post: { body: letter.body, public: false },
    });
  }
}

function authorOf(contact: KnownContact | null, { reading }: Letter): Actor {
  if (!contact) return reading.automatic ? MACHINE : SOMEBODY;
  return { kind: 'customer', id: contact.id, ...(contact.name !== null && { name: contact.name }) };
}

function notesOn({ letter, what, bounces }: OnTicket, number: string): string[] {
  const { sender, reading } = letter;
  const failed = bounces.map(({ email, kind, reason }) =>
    kind === 'hard'
      ? `Mail to ${email} cannot be delivered (${reason}).`
      : `Mail to ${email} did not arrive for now (${reason}).`,
  );
  if (what.do === 'reply' || what.verified || reading.automatic) return failed;
  if (sender.isOnlySaid) {
    return [...failed, `Careful: only a Reply-To, which anybody can write, says that this is from ${sender.email}.`];
  }
  return [
    ...failed,
    sender.authenticity === 'refuted'
      ? `Careful: the domain of ${sender.email} says that this mail is not from there.`
      : `Careful: ${sender.email} takes no part in ${number}. Whoever answers here does not reach them.`,
  ];
}
