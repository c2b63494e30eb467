import { actorOf, type AgentCaller } from '#access';
import { run, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, expectMovable, isOpen, ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import { notWaiting } from '../desk/tier-of.js';
import { LinkTicketsHandler } from '../link-tickets/link-tickets.handler.js';
import { WatchTicketHandler } from '../watch-ticket/watch-ticket.handler.js';

@Injectable()
export class MergeTicketHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly links: LinkTicketsHandler,
    private readonly watchers: WatchTicketHandler,
  ) {}

  /**
   * Both are locked. What was written on the merged ticket stays there; the other one points to it, and owes the answer to what
   * the customer asked there last. Who watched the one watches the other; what was part of the one is part of the other.
   */
  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, into: LockedTicket | null): Promise<LockedTicket> {
    expectMovable(ticket, 'merge');
    const target = expectTarget(ticket, into);
    const by = actorOf(agent);
    const asks = await this.isUnanswered(tx, ticket);
    await this.tickets.record(tx, target, {
      type: 'ticket.absorbed',
      by,
      // The other ticket may be another customer's.
      public: false,
      data: { ticketId: ticket.id, number: ticketNumber(ticket.number), asks },
    });
    await this.watchers.follow(tx, ticket.id, target.id);
    await this.links.follow(tx, ticket.id, target.id);
    return this.tickets.move(tx, ticket, 'merge', {
      by,
      set: { mergedInto: target.id, ...notWaiting },
      data: { into: ticketNumber(target.number) },
    });
  }

  /** Whether the last word that the customer can read is their own. */
  private async isUnanswered(tx: Tx, { id }: LockedTicket): Promise<boolean> {
    return (await run<{ asks: boolean }>(tx, lastWord, [id]))[0]?.asks ?? false;
  }
}

/* Words of machines and strangers are the system's: they ask nothing. */
const lastWord = {
  name: 'desk-last-word',
  text: `SELECT author_kind IN ('customer', 'api-key') AS asks FROM post
    WHERE ticket_id = $1 AND public AND author_kind IN ('customer', 'api-key', 'agent')
    ORDER BY created_at DESC, id DESC LIMIT 1`,
};

function expectTarget(ticket: LockedTicket, into: LockedTicket | null): LockedTicket {
  if (!into) throw refused('merge.target-unknown', 'There is no such ticket, or it is not for you.');
  if (into.id === ticket.id) throw refused('merge.into-itself', 'Name another ticket than this one.');
  if (isOpen(into.state)) return into;
  throw new DomainError(
    'conflict',
    'merge.target-not-open',
    `${ticketNumber(into.number)} is ${into.state}: name an open ticket.`,
    { state: into.state },
  );
}

const refused = (code: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer: '/into', detail }] });
