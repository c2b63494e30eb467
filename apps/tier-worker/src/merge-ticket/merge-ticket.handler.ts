import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, expectMovable, isOpen, ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import { Announcer } from '../desk/announcer.js';
import { notWaiting } from '../desk/tier-of.js';

@Injectable()
export class MergeTicketHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly announcer: Announcer,
  ) {}

  /** Both are locked. What was written on the merged ticket stays there; the other one points to it. */
  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, into: LockedTicket | null): Promise<LockedTicket> {
    expectMovable(ticket, 'merge');
    const target = expectTarget(ticket, into);
    const by = actorOf(agent);
    const told = await this.tickets.record(tx, target, {
      type: 'ticket.absorbed',
      by,
      // The other ticket may be another customer's.
      public: false,
      data: { ticketId: ticket.id, number: ticketNumber(ticket.number) },
    });
    await this.announcer.announce(tx, target, told);
    return this.tickets.move(tx, ticket, 'merge', {
      by,
      set: { mergedInto: target.id, ...notWaiting },
      data: { into: ticketNumber(target.number) },
    });
  }
}

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
