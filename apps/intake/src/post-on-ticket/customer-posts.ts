import { CustomerReplied } from '#contracts';
import { TicketStore, type LockedTicket, type NewPost, type Tx, type UploadedFiles } from '#database';
import { newStay, ticketNumber, type Actor } from '#domain';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';

export interface CustomerPost {
  readonly author: Actor;
  readonly body: string;
  /** What the timeline tells beside it. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly files?: UploadedFiles;
}

type Over = 'merged' | 'rejected';
/** A ticket that a customer's words can still reach. */
export type ReachableTicket = LockedTicket & { readonly state: Exclude<LockedTicket['state'], Over> };

export const isReachable = (ticket: LockedTicket): ticket is ReachableTicket =>
  ticket.state !== 'merged' && ticket.state !== 'rejected';

/** Adds what customers write, by whatever way it came; what it does to a waiting ticket is decided by the tier that has it. */
@Injectable()
export class CustomerPosts {
  constructor(
    private readonly tickets: TicketStore,
    private readonly outbox: Outbox,
  ) {}

  /** A ticket that is resolved or closed is reopened. Whether it should be is the caller's to decide. */
  async write(tx: Tx, ticket: ReachableTicket, { author, body, data, files }: CustomerPost): Promise<LockedTicket> {
    const post = { body, public: true, files };
    if (ticket.state === 'resolved' || ticket.state === 'closed') {
      return this.reopen(tx, ticket as LockedTicket<'resolved' | 'closed'>, { by: author, data, post });
    }
    const type = 'ticket.customer-replied';
    // Its tier is told, too: by a message of its own.
    const written = await this.tickets.record(tx, ticket, { type, by: author, data, post, silent: true });
    const { id: ticketId, version, tier, postId } = written;
    await this.outbox.add(tx, CustomerReplied, { ticketId, version, tier, postId: postId! });
    return written;
  }

  /** It was not solved after all: the tier that resolved it has it again. */
  private reopen(
    tx: Tx,
    ticket: LockedTicket<'resolved' | 'closed'>,
    said: {
      readonly by: Actor;
      readonly data: Readonly<Record<string, unknown>>;
      readonly post: NewPost;
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
      closedAt: null,
    };
    const data = { ...said.data, reason: 'The customer wrote again.' };
    return this.tickets.move(tx, ticket, 'reopen', { ...said, data, set });
  }
}
