import { actorOf, callerKey, type AgentCaller } from '#access';
import { TicketOpened } from '#contracts';
import {
  copyPosts,
  Database,
  newId,
  postsToCopy,
  TicketIntakeStore,
  TicketStore,
  type LockedTicket,
  type PostToCopy,
  type Tx,
} from '#database';
import { DomainError, ticketNumber, type FieldProblem, type Level } from '#domain';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';
import { expectHolder } from '../desk/who-may.js';

interface Split {
  readonly postIds: readonly string[];
  readonly subject: string;
  readonly impact?: Level | undefined;
  readonly urgency?: Level | undefined;
  readonly sameTier?: boolean | undefined;
}

export interface MadeTicket {
  readonly id: string;
  readonly number: string;
}

@Injectable()
export class SplitTicketHandler {
  private readonly newTickets: TicketIntakeStore;

  constructor(
    database: Database,
    private readonly tickets: TicketStore,
    private readonly outbox: Outbox,
  ) {
    this.newTickets = new TicketIntakeStore(database);
  }

  async handle(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    split: Split,
  ): Promise<{ readonly ticket: LockedTicket; readonly made: MadeTicket }> {
    if (ticket.state === 'merged' || ticket.state === 'rejected') throw isOver(ticket);
    expectHolder(agent, ticket);
    const posts = await this.chosen(tx, ticket, split.postIds);
    const made = await this.make(tx, ticket, agent, split, posts);
    const data = { ticketId: made.id, number: made.number, postIds: posts.map(({ id }) => id) };
    const by = actorOf(agent);
    const told = await this.tickets.record(tx, ticket, { type: 'ticket.split', by, public: false, data });
    return { ticket: told, made };
  }

  private async chosen(tx: Tx, ticket: LockedTicket, ids: readonly string[]): Promise<PostToCopy[]> {
    const posts = await postsToCopy(tx, ticket.id, ids);
    const known = new Set(posts.map(({ id }) => id));
    const errors: FieldProblem[] = ids.flatMap((id, index) =>
      known.has(id.toLowerCase())
        ? []
        : [{ pointer: `/postIds/${index}`, detail: 'There is no such post on this ticket.' }],
    );
    if (errors[0]) throw new DomainError('refused', 'split.post-unknown', errors[0].detail, { errors });
    if (posts[0]!.public) return posts;
    const detail = 'The oldest post becomes the description, which the customer reads: it must be a public one.';
    throw new DomainError('refused', 'split.first-internal', detail, { errors: [{ pointer: '/postIds', detail }] });
  }

  private async make(
    tx: Tx,
    from: LockedTicket,
    agent: AgentCaller,
    { subject, impact = from.impact, urgency = from.urgency, sameTier = false }: Split,
    posts: readonly PostToCopy[],
  ): Promise<MadeTicket> {
    const [id, postId] = [newId(), newId()];
    const { authorKind: kind, authorId, authorName, body } = posts[0]!;
    const reason = `Split from ${ticketNumber(from.number)}.`;
    const route = { tier: from.tier!, ...(from.sector !== null && { sector: from.sector }), reason };
    const numbers = await this.newTickets.insert(
      [
        {
          id,
          createdAt: from.now,
          subject,
          requesterId: from.requesterId,
          organisationId: from.organisationId,
          channel: from.channel,
          language: from.language,
          externalId: null,
          product: from.product,
          assetTag: from.assetTag,
          impact,
          urgency,
          requestedRoute: sameTier && from.tier !== null ? route : null,
          by: actorOf(agent),
          createdBy: callerKey(agent),
          post: { id: postId, body, author: { kind, id: authorId, ...(authorName !== null && { name: authorName }) } },
          told: { splitFrom: ticketNumber(from.number) },
          messages: [],
          answer: null,
        },
      ],
      tx,
    );
    await copyPosts(tx, id, postId, posts);
    await this.outbox.add(tx, TicketOpened, { ticketId: id, version: 1 });
    return { id, number: ticketNumber(numbers.get(id)!) };
  }
}

const isOver = ({ number, state }: LockedTicket): DomainError =>
  new DomainError(
    'conflict',
    'ticket.illegal-transition',
    `${ticketNumber(number)} is ${state}: nothing is made of it any more.`,
    { state, action: 'split' },
  );
