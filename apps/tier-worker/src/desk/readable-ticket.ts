import { readableTickets, sightOf, type Caller } from '#access';
import { selectTicket, type Database } from '#database';
import { DomainError, isUuid, parseTicketNumber, type Ticket } from '#domain';

/** The ticket behind an id or number, for looking at; 404 `ticket.not-found` when it is not for this caller. */
export async function readableTicket(database: Database, caller: Caller, idOrNumber: string): Promise<Ticket> {
  const id = isUuid(idOrNumber) ? idOrNumber : null;
  const number = id === null ? parseTicketNumber(idOrNumber) : null;
  const may = readableTickets(caller, 3);
  const statement = {
    name: `desk-readable-ticket-${sightOf(caller)}`,
    text: `SELECT ${selectTicket()} FROM ticket WHERE (id = $1::uuid OR number = $2::bigint) AND ${may.sql}`,
  };
  const [found] = await database.read<Ticket>(statement, [id, number, ...may.values]);
  if (found) return found;
  throw new DomainError('not-found', 'ticket.not-found', 'There is no such ticket, or it is not for you.');
}
