import { readableTickets, type Caller } from '#access';
import { named, readRows, type Reader } from '#database';
import { DomainError, isUuid, parseTicketNumber } from '#domain';

/** There is none, or none this caller may read: numbers can be guessed, so both are the same answer. */
export const ticketNotFound = (): DomainError =>
  new DomainError('not-found', 'ticket.not-found', 'There is no such ticket among those you may read.');

/** The id of a ticket named by id or number (`T-1042`, `1042`) that the caller may read; otherwise 404. */
export async function readableTicketId(reader: Reader, caller: Caller, idOrNumber: string): Promise<string> {
  const key = isUuid(idOrNumber) ? idOrNumber : parseTicketNumber(idOrNumber);
  if (key === null) throw ticketNotFound();
  const may = readableTickets(caller, 2);
  const text = `SELECT id FROM ticket WHERE ${typeof key === 'string' ? 'id' : 'number'} = $1 AND (${may.sql})`;
  const [row] = await readRows<{ id: string }>(reader, named('readable-ticket', text), [key, ...may.values]);
  if (!row) throw ticketNotFound();
  return row.id;
}
