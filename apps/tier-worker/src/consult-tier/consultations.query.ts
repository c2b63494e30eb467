import { ownDesks, steers, type AgentCaller } from '#access';
import { Database } from '#database';
import { DomainError, isUuid, ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import { FindTicket } from '../desk/find-ticket.js';
import type { Consultation } from './consultations.schemas.js';

@Injectable()
export class ConsultationsQuery {
  constructor(
    private readonly database: Database,
    private readonly tickets: FindTicket,
  ) {}

  /** All of one ticket, oldest first; 404 `ticket.not-found` when it is not for this agent. */
  async ofTicket(caller: AgentCaller, idOrNumber: string): Promise<Consultation[]> {
    const { id } = await this.tickets.readable(caller, idOrNumber);
    return (await this.database.read<Row>(selectOfTicket, [id])).map(toView);
  }

  /** One that is known to be there. */
  async get(id: string): Promise<Consultation> {
    const [row] = await this.database.read<Row>(selectOne, [id]);
    if (!row) throw unknownConsultation();
    return toView(row);
  }

  /** The ticket it is about; 404 `consultation.not-found` when there is none. */
  async ticketOf(id: string): Promise<string> {
    const [row] = isUuid(id) ? await this.database.read<Row>(selectOne, [id]) : [];
    if (!row) throw unknownConsultation();
    return row.ticketId;
  }

  /** Those nobody has answered yet on tickets that are not over: at the agent's desks, and his own; a lead's are all. */
  async live(caller: AgentCaller, { after, state, limit }: LivePage): Promise<Consultation[]> {
    // A partner's team is asked nothing: it reads only what overflows to it.
    const own = ownDesks(caller);
    const tiers = own.map(({ tier }) => tier);
    const sectors = own.map(({ sector }) => sector);
    const values = [steers(caller), caller.id, tiers, sectors, after?.[0] ?? null, after?.[1] ?? null, state, limit];
    return (await this.database.read<Row>(selectLive, values)).map(toView);
  }
}

interface LivePage {
  /** Whether the last of the page before was taken, and its id. */
  readonly after: readonly [taken: boolean, id: string] | null;
  readonly state: 'open' | 'taken' | null;
  readonly limit: number;
}

export const unknownConsultation = (): DomainError =>
  new DomainError('not-found', 'consultation.not-found', 'There is no such consultation, or it is not for you.');

type Row = Omit<Consultation, 'number'> & { readonly number: number };
const toView = (row: Row): Consultation => ({ ...row, number: ticketNumber(row.number) });

const person = (name: string): string =>
  `CASE WHEN ${name}.id IS NOT NULL THEN json_build_object('id', ${name}.id, 'name', ${name}.name) END`;
const select = `SELECT consultation.id, consultation.ticket_id AS "ticketId", ticket.number, ticket.subject, consultation.state,
    from_tier AS "fromTier", to_tier AS "toTier", consultation.sector, ${person('team')} AS team, follows,
    question.body AS question, ${person('asker')} AS "askedBy", asked_at AS "askedAt", ${person('taker')} AS "takenBy",
    taken_at AS "takenAt", answer.body AS answer, ${person('ender')} AS "endedBy", ended_at AS "endedAt",
    withdraw_reason AS "withdrawReason",
    floor(extract(epoch FROM coalesce(taken_at, ended_at, clock_timestamp()) - asked_at))::int AS "waitingSeconds",
    floor(extract(epoch FROM coalesce(ended_at, clock_timestamp()) - asked_at))::int AS "openSeconds",
    (SELECT coalesce(sum(seconds), 0)::int FROM work_log
     WHERE work_log.ticket_id = consultation.ticket_id AND consultation_id = consultation.id) AS "loggedSeconds"
  FROM consultation JOIN ticket ON ticket.id = consultation.ticket_id
    JOIN post question ON question.id = question_post_id
    JOIN agent asker ON asker.id = asked_by
    LEFT JOIN team ON team.id = consultation.team_id
    LEFT JOIN agent taker ON taker.id = taken_by
    LEFT JOIN agent ender ON ender.id = ended_by
    LEFT JOIN post answer ON answer.id = answer_post_id`;
const selectOne = { name: 'desk-consultation', text: `${select} WHERE consultation.id = $1` };
const selectOfTicket = {
  name: 'desk-consultations-of-ticket',
  text: `${select} WHERE consultation.ticket_id = $1 ORDER BY consultation.id`,
};
const selectLive = {
  name: 'desk-consultations-live',
  text: `${select} WHERE consultation.state IN ('open', 'taken') AND ($7::text IS NULL OR consultation.state = $7)
      AND ticket.state NOT IN ('resolved', 'closed', 'merged', 'rejected')
      AND ($1::boolean OR asked_by = $2 OR taken_by = $2 OR (
        EXISTS (SELECT FROM unnest($3::int[], $4::text[]) AS desk (tier, sector) WHERE desk.tier = to_tier
          AND (desk.sector IS NULL OR consultation.sector IS NULL OR desk.sector = consultation.sector))
        AND (consultation.team_id IS NULL OR EXISTS (SELECT FROM team_member
          WHERE team_member.team_id = consultation.team_id AND agent_id = $2))))
      AND ($5::boolean IS NULL OR (consultation.state = 'taken', consultation.id) > ($5, $6::uuid))
    ORDER BY consultation.state = 'taken', consultation.id LIMIT $8`,
};
