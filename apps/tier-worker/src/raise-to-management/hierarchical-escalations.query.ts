import { readableTickets, sightOf, type AgentCaller } from '#access';
import { Database } from '#database';
import { DomainError, isUuid, ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import type { Escalation } from './hierarchical-escalations.schemas.js';

interface Wanted {
  readonly before: string | null;
  readonly limit: number;
  readonly states: readonly string[] | null;
  readonly ticketId: string | null;
}

@Injectable()
export class HierarchicalEscalationsQuery {
  constructor(private readonly database: Database) {}

  /** Those on tickets the caller may read, newest first. */
  async list(caller: AgentCaller, { before, limit, states, ticketId }: Wanted): Promise<Escalation[]> {
    const may = readableTickets(caller, 5);
    const statement = {
      name: `desk-hierarchical-escalations-${sightOf(caller)}`,
      text: `${select} WHERE ($1::uuid IS NULL OR escalation.id < $1) AND ($3::text[] IS NULL OR escalation.state = ANY ($3))
        AND ($4::uuid IS NULL OR escalation.ticket_id = $4) AND ${may.sql} ORDER BY escalation.id DESC LIMIT $2`,
    };
    return (await this.database.read<Row>(statement, [before, limit, states, ticketId, ...may.values])).map(toView);
  }

  async get(id: string): Promise<Escalation> {
    const [row] = isUuid(id) ? await this.database.read<Row>(selectOne, [id]) : [];
    if (!row) throw unknownEscalation();
    return toView(row);
  }
}

export const unknownEscalation = (): DomainError =>
  new DomainError('not-found', 'hierarchical-escalation.not-found', 'There is no such hierarchical escalation.');

type Row = Omit<Escalation, 'number'> & { readonly number: number };
const toView = (row: Row): Escalation => ({
  ...row,
  number: ticketNumber(row.number),
  notes: row.notes.map((note) => ({ ...note, at: new Date(note.at) })),
});

const person = (name: string): string =>
  `CASE WHEN ${name}.id IS NOT NULL THEN json_build_object('id', ${name}.id, 'name', ${name}.name) END`;
const select = `SELECT escalation.id, escalation.ticket_id AS "ticketId", ticket.number, ticket.subject, escalation.state, reason,
    requested_by AS "requestedBy", justification, severity, trend, ${person('raiser')} AS "raisedBy", raised_at AS "raisedAt",
    ${person('decider')} AS "decidedBy", decided_at AS "decidedAt", decision_note AS "decisionNote",
    ${person('ender')} AS "endedBy", ended_at AS "endedAt", end_reason AS "endReason",
    (SELECT coalesce(json_agg(json_build_object('id', note.id, 'agent', ${person('writer')}, 'trend', note.trend, 'note', note.note, 'at', note.at)
       ORDER BY note.id), '[]')
     FROM hierarchical_escalation_note note JOIN agent writer ON writer.id = note.agent_id WHERE note.escalation_id = escalation.id) AS notes
  FROM hierarchical_escalation escalation JOIN ticket ON ticket.id = escalation.ticket_id
    JOIN agent raiser ON raiser.id = raised_by
    LEFT JOIN agent decider ON decider.id = decided_by
    LEFT JOIN agent ender ON ender.id = ended_by`;
const selectOne = { name: 'desk-hierarchical-escalation', text: `${select} WHERE escalation.id = $1` };
