import { run, TicketStore, type LockedTicket, type Tx } from '#database';
import { isOpen, newStay, type Actor, type FactType } from '#domain';
import { Injectable } from '@nestjs/common';

const SYSTEM: Actor = { kind: 'system', id: 'intake' };

interface AlertSays {
  readonly by: Actor;
  /** For the timeline. */
  readonly data: Readonly<Record<string, unknown>>;
  /** For the colleagues who work on it; never the customer's. */
  readonly note?: string;
}

/** What an alert does to the ticket it has: facts for whoever works on it, and the two moves the system makes. */
@Injectable()
export class AlertFacts {
  constructor(private readonly tickets: TicketStore) {}

  /** Something about the alert that the ticket's readers must know; it moves nothing. */
  tell(
    tx: Tx,
    ticket: LockedTicket,
    type: FactType & `alert.${string}`,
    { by, data, note }: AlertSays,
  ): Promise<LockedTicket> {
    const post = note === undefined ? {} : { post: { body: note, public: false } };
    return this.tickets.record(tx, ticket, { type, by, data, public: false, ...post });
  }

  /** It fires although its ticket was resolved: the tier that resolved it has it again. */
  reopen(tx: Tx, ticket: LockedTicket<'resolved'>, { by, data, note }: AlertSays): Promise<LockedTicket> {
    const { tier, sector, teamId, handedOverFrom } = ticket;
    if (tier === null) throw new Error(`Ticket ${ticket.number} was resolved at no tier.`);
    return this.tickets.move(tx, ticket, 'reopen', {
      by,
      data: { ...data, reason: 'The alert fires again.' },
      set: {
        ...newStay(ticket, ticket.now, { tier, sector, teamId, handedOverFrom }),
        solution: null,
        solutionCode: null,
        l1Capable: null,
        resolvedAt: null,
        closedAt: null,
      },
      ...(note !== undefined && { post: { body: note, public: false } }),
    });
  }

  /**
   * The alert is over. A ticket that only ever waited is resolved; where somebody has done something he is told, and
   * what was promised goes on. `later`: triage has not seen the ticket yet, so neither is possible.
   */
  async end(tx: Tx, ticket: LockedTicket, { by, data, note = '' }: AlertSays): Promise<'resolved' | 'told' | 'later'> {
    if (ticket.state === 'received') return 'later';
    if (ticket.state === 'queued' && !(await isTouched(tx, ticket))) {
      await this.tickets.move(tx, ticket as LockedTicket<'queued'>, 'auto-resolve', {
        by: SYSTEM,
        data,
        set: { solution: note, solutionCode: 'alert-resolved', resolvedAt: ticket.now },
        post: { body: note, public: true },
      });
      return 'resolved';
    }
    if (isOpen(ticket.state)) await this.tell(tx, ticket, 'alert.resolved', { by, data, note });
    return 'told';
  }
}

/** Whether a person or a vendor ever did something on it: then it is not the system's to resolve. */
const isTouched = async (tx: Tx, { id }: LockedTicket): Promise<boolean> => (await run(tx, touched, [id])).length > 0;

const touched = {
  name: 'alerts-touched',
  text: `SELECT 1 FROM ticket_event
    WHERE ticket_id = $1 AND version > 1 AND actor_kind IN ('agent', 'customer', 'vendor') LIMIT 1`,
};
