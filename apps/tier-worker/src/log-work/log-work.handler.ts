import { actorOf, type AgentCaller } from '#access';
import { run, TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { DomainError, ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import type { WorkKind } from './work-kinds.js';

interface Work {
  readonly seconds: number;
  readonly kind: WorkKind;
  readonly withCustomer: boolean;
  readonly note?: string;
}

@Injectable()
export class LogWorkHandler {
  constructor(private readonly tickets: TicketStore) {}

  /** The entry counts for the tier at which the ticket is now. */
  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, work: Work): Promise<LockedTicket> {
    if (ticket.state === 'merged') throw merged(ticket);
    const { seconds, kind, withCustomer, note = null } = work;
    const id = newId();
    await run(tx, insertWork, [id, ticket.id, ticket.tier, agent.id, kind, seconds, withCustomer, note, ticket.now]);
    return this.tickets.record(tx, ticket, {
      type: 'ticket.work-logged',
      by: actorOf(agent),
      public: false,
      data: { workLogId: id, seconds, kind, withCustomer },
    });
  }
}

const merged = ({ number, state }: LockedTicket): DomainError =>
  new DomainError('conflict', 'ticket.illegal-transition', `${ticketNumber(number)} was merged: log the work there.`, {
    state,
    action: 'log-work',
  });

const insertWork = {
  name: 'desk-insert-work',
  text: `INSERT INTO work_log (id, ticket_id, tier, agent_id, kind, seconds, with_customer, note, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
