import { actorOf, type AgentCaller } from '#access';
import { newId, run, signal, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, ticketNumber, type Level } from '#domain';
import { Injectable } from '@nestjs/common';
import { refuseDuplicate } from '../desk/refuse-duplicate.js';
import { LeadAlerts } from '../desk/lead-alerts.js';
import { expectLead } from '../desk/who-may.js';
import { unknownEscalation } from './hierarchical-escalations.query.js';
import type { Escalation } from './hierarchical-escalations.schemas.js';

export interface Raising {
  readonly reason: Escalation['reason'];
  readonly requestedBy: Escalation['requestedBy'];
  readonly justification: string;
  readonly severity: Level;
}

type State = Escalation['state'];

/** A manager's attention: a record beside the ticket, which stays where it is and with whom it is. */
@Injectable()
export class RaiseToManagementHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly leads: LeadAlerts,
  ) {}

  /** One at a time on a ticket; those above the leads are alerted once, when it is raised. */
  async raise(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { reason, requestedBy, justification, severity }: Raising,
  ): Promise<{ id: string; after: LockedTicket }> {
    if (over.has(ticket.state)) throw isOver(ticket);
    const id = newId();
    const values = [id, ticket.id, reason, requestedBy, justification, severity, agent.id, ticket.now];
    await refuseDuplicate(run(tx, insertEscalation, values), alreadyRaised());
    const raised = await this.record(tx, ticket, agent, id, 'raised', { reason, requestedBy, severity });
    const detail = `${ticketNumber(ticket.number)} was raised to management (${reason.replaceAll('-', ' ')}, severity ${severity}).`;
    const said = { detail, facts: { reason, severity } };
    return { id, after: await this.leads.alert(tx, raised, 'hierarchical-escalation', said, 'hierarchy') };
  }

  async decide(
    tx: Tx,
    ticket: LockedTicket,
    lead: AgentCaller,
    id: string,
    to: 'approved' | 'declined',
    note: string | null,
  ): Promise<LockedTicket> {
    expectLead(lead, 'decide on a hierarchical escalation');
    await this.lock(tx, ticket, id, ['requested']);
    await run(tx, decideEscalation, [id, to, lead.id, ticket.now, note]);
    return this.record(tx, ticket, lead, id, to, {});
  }

  /** By any agent who may read the ticket: how it goes. */
  async note(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    id: string,
    { trend, note }: { readonly trend: string; readonly note: string },
  ): Promise<LockedTicket> {
    await this.lock(tx, ticket, id, ['requested', 'approved']);
    await run(tx, insertNote, [newId(), id, agent.id, trend, note, ticket.now]);
    await run(tx, setTrend, [id, trend]);
    return this.record(tx, ticket, agent, id, 'noted', { trend });
  }

  async end(tx: Tx, ticket: LockedTicket, lead: AgentCaller, id: string, reason: string): Promise<LockedTicket> {
    expectLead(lead, 'end a hierarchical escalation');
    await this.lock(tx, ticket, id, ['approved']);
    await run(tx, endEscalation, [id, lead.id, ticket.now, reason]);
    return this.record(tx, ticket, lead, id, 'ended', {});
  }

  private async record(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    id: string,
    what: 'raised' | 'approved' | 'declined' | 'noted' | 'ended',
    data: Readonly<Record<string, string>>,
  ): Promise<LockedTicket> {
    await signal(tx, { kind: 'hierarchical-escalation', ticketId: ticket.id, data: { escalationId: id } });
    return this.tickets.record(tx, ticket, {
      type: `ticket.hierarchical-escalation-${what}`,
      by: actorOf(agent),
      public: false,
      data: { ...data, escalationId: id },
    });
  }

  private async lock(tx: Tx, ticket: LockedTicket, id: string, states: readonly State[]): Promise<void> {
    const [found] = await run<{ state: State }>(tx, lockEscalation, [id, ticket.id]);
    if (!found) throw unknownEscalation();
    if (states.includes(found.state)) return;
    const detail = `This hierarchical escalation is ${found.state}: that cannot be done with it any more, or not yet.`;
    throw new DomainError('conflict', 'hierarchical-escalation.illegal-transition', detail, { state: found.state });
  }
}

const over: ReadonlySet<string> = new Set(['closed', 'merged', 'rejected']);
const isOver = ({ number, state }: LockedTicket): DomainError =>
  new DomainError('conflict', 'ticket.illegal-transition', `${ticketNumber(number)} is ${state}: there is nothing to look after.`, { state, action: 'raise-to-management' }); // prettier-ignore
const alreadyRaised = (): DomainError =>
  new DomainError(
    'conflict',
    'hierarchical-escalation.already-raised',
    'The ticket has been raised to management already: add a note to that.',
  );

const insertEscalation = {
  name: 'desk-raise-to-management',
  text: `INSERT INTO hierarchical_escalation (id, ticket_id, state, reason, requested_by, justification, severity, raised_by, raised_at)
    VALUES ($1, $2, 'requested', $3, $4, $5, $6, $7, $8)`,
};
const lockEscalation = {
  name: 'desk-lock-hierarchical-escalation',
  text: `SELECT state FROM hierarchical_escalation WHERE id = $1 AND ticket_id = $2 FOR UPDATE`,
};
const decideEscalation = {
  name: 'desk-decide-hierarchical-escalation',
  text: `UPDATE hierarchical_escalation SET state = $2, decided_by = $3, decided_at = $4, decision_note = $5 WHERE id = $1`,
};
const endEscalation = {
  name: 'desk-end-hierarchical-escalation',
  text: `UPDATE hierarchical_escalation SET state = 'ended', ended_by = $2, ended_at = $3, end_reason = $4 WHERE id = $1`,
};
const insertNote = {
  name: 'desk-note-hierarchical-escalation',
  text: `INSERT INTO hierarchical_escalation_note (id, escalation_id, agent_id, trend, note, at) VALUES ($1, $2, $3, $4, $5, $6)`,
};
const setTrend = {
  name: 'desk-trend-hierarchical-escalation',
  text: `UPDATE hierarchical_escalation SET trend = $2 WHERE id = $1`,
};
