import { mayRead, type Caller, type TicketInSight } from '#access';
import type { Database, Statement } from '#database';
import { DomainError, isUuid, parseTicketNumber, type Ticket } from '#domain';

/** What promises depend on, and the database's time. */
export interface ReadableTicket
  extends TicketInSight, Pick<Ticket, 'id' | 'organisationId' | 'channel' | 'priority' | 'entitlement'> {
  readonly now: Date;
}

/** A ticket named by its id or number that the caller may read; otherwise 404 `ticket.not-found`. */
export async function readableTicket(database: Database, caller: Caller, idOrNumber: string): Promise<ReadableTicket> {
  const ticket = await find(database, idOrNumber);
  if (ticket && (await mayRead(database, caller, ticket))) return ticket;
  throw new DomainError('not-found', 'ticket.not-found', `There is no ticket ${idOrNumber} that you may read.`);
}

async function find(database: Database, idOrNumber: string): Promise<ReadableTicket | undefined> {
  if (isUuid(idOrNumber)) return (await database.read<ReadableTicket>(findById, [idOrNumber]))[0];
  const number = parseTicketNumber(idOrNumber);
  return number === null ? undefined : (await database.read<ReadableTicket>(findByNumber, [number]))[0];
}

const ticketInSight = `SELECT id, requester_id AS "requesterId", organisation_id AS "organisationId", tier, sector, channel, priority,
  entitlement, assignee_id AS "assigneeId", clock_timestamp() AS now FROM ticket`;
const findById: Statement = { name: 'clocks-ticket-by-id', text: `${ticketInSight} WHERE id = $1` };
const findByNumber: Statement = { name: 'clocks-ticket-by-number', text: `${ticketInSight} WHERE number = $1` };
