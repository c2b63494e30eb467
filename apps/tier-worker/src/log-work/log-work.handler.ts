import { actorOf, type AgentCaller } from '#access';
import { run, TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { DomainError, ticketNumber, type WorkDone } from '#domain';
import { Injectable } from '@nestjs/common';

interface Work extends WorkDone {
  readonly note?: string | undefined;
  readonly consultationId?: string | undefined;
}

/** Work as a stopwatch measured it: its tier is known from when it began. */
interface Measured extends WorkDone {
  readonly tier: number | null;
  readonly note: string | null;
  readonly consultationId: string | null;
}

@Injectable()
export class LogWorkHandler {
  constructor(private readonly tickets: TicketStore) {}

  /** The entry counts for the tier at which the ticket is now, or for the one whose advice was asked. */
  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, work: Work): Promise<LockedTicket> {
    if (ticket.state === 'merged') throw merged(ticket);
    const { seconds, kind, withCustomer, note = null, consultationId = null } = work;
    const tier = await this.tierOf(tx, ticket, agent, consultationId);
    return (await this.write(tx, ticket, agent, { seconds, kind, withCustomer, note, consultationId, tier })).after;
  }

  /** The tier whose time it is. 422 `consultation.not-yours` for advice that somebody else gives. */
  async tierOf(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    consultationId: string | null,
  ): Promise<number | null> {
    if (consultationId === null) return ticket.tier;
    const [taken] = await run<{ tier: number }>(tx, selectTaken, [consultationId, ticket.id, agent.id]);
    if (taken) return taken.tier;
    const detail = 'You have not taken a consultation of that id on this ticket: take it, or leave it out.';
    throw new DomainError('refused', 'consultation.not-yours', detail, {
      errors: [{ pointer: '/consultationId', detail }],
    });
  }

  async write(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { tier, seconds, kind, withCustomer, note, consultationId }: Measured,
  ): Promise<{ readonly id: string; readonly after: LockedTicket }> {
    const id = newId();
    const values = [id, ticket.id, tier, agent.id, kind, seconds, withCustomer, note, ticket.now, consultationId];
    await run(tx, insertWork, values);
    const after = await this.tickets.record(tx, ticket, {
      type: 'ticket.work-logged',
      by: actorOf(agent),
      public: false,
      data: { workLogId: id, seconds, kind, withCustomer },
    });
    return { id, after };
  }
}

const merged = ({ number, state }: LockedTicket): DomainError =>
  new DomainError('conflict', 'ticket.illegal-transition', `${ticketNumber(number)} was merged: log the work there.`, {
    state,
    action: 'log-work',
  });

const insertWork = {
  name: 'desk-insert-work',
  text: `INSERT INTO work_log (id, ticket_id, tier, agent_id, kind, seconds, with_customer, note, at, consultation_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};
const selectTaken = {
  name: 'desk-consultation-taken-by',
  text: `SELECT to_tier AS tier FROM consultation WHERE id = $1 AND ticket_id = $2 AND taken_by = $3`,
};
