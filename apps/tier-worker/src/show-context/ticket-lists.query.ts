import { readableTickets, sightOf, type AgentCaller } from '#access';
import type { Database } from '#database';
import { ticketNumber, type Ticket } from '#domain';
import type { ContextView, TicketLine } from './context.schemas.js';

type Lists = Pick<ContextView, 'requesterTickets' | 'organisationTickets' | 'assetTickets'>;

/** Other tickets around one, as far as the caller may read them. Of whoever has many, the latest two hundred are looked at. */
export async function ticketListsOf(database: Database, caller: AgentCaller, ticket: Ticket): Promise<Lists> {
  const may = readableTickets(caller, 5);
  const around = (condition: string, order = '') => `SELECT * FROM (
      SELECT ${columns} FROM (
        SELECT * FROM ticket WHERE ${condition} AND id <> $4 ORDER BY number DESC LIMIT ${LOOKED_AT}) AS ticket WHERE ${may.sql}
    ) AS around ORDER BY ${order} number DESC LIMIT ${SHOWN}`;
  const openFirst = `state IN ('resolved', 'closed', 'merged', 'rejected'),`;
  const statement = {
    name: `context-tickets-${sightOf(caller)}`,
    text: `SELECT list, ${line} FROM (
        SELECT 'requesterTickets' AS list, * FROM (${around('requester_id = $1::uuid', openFirst)}) AS requesters
        UNION ALL SELECT 'organisationTickets', * FROM (${around('organisation_id = $2::uuid AND requester_id <> $1::uuid', openFirst)}) AS organisations
        UNION ALL SELECT 'assetTickets', * FROM (${around('asset_id = $3::uuid')}) AS assets
      ) AS ticket ${holder} `,
  };
  const { requesterId, organisationId, assetId, id } = ticket;
  const rows = await database.read<LineRow & { list: keyof Lists }>(statement, [
    requesterId,
    organisationId,
    assetId,
    id,
    ...may.values,
  ]);
  const of = (wanted: keyof Lists) =>
    rows.filter(({ list }) => list === wanted).map(({ list: _list, ...row }) => lineOf(row));
  return {
    requesterTickets: of('requesterTickets'),
    organisationTickets: of('organisationTickets'),
    assetTickets: of('assetTickets'),
  };
}

/** As `line` yields it, after `holder` was joined. */
export type LineRow = Omit<TicketLine, 'number'> & { readonly number: number };

export const lineOf = <Row extends LineRow>(row: Row): Omit<Row, 'number'> & { number: string } => ({
  ...row,
  number: ticketNumber(row.number),
});

const LOOKED_AT = 200;
const SHOWN = 10;
const columns = `id, number, subject, state, priority, tier, sector, assignee_id, created_at, resolved_at`;

export const line = `ticket.id, ticket.number, ticket.subject, ticket.state, ticket.priority, ticket.tier, ticket.sector,
  CASE WHEN assignee.id IS NOT NULL THEN json_build_object('id', assignee.id, 'name', assignee.name) END AS assignee,
  ticket.created_at AS "createdAt", ticket.resolved_at AS "resolvedAt"`;
export const holder = `LEFT JOIN agent assignee ON assignee.id = ticket.assignee_id`;
