import { readableTickets, sightOf, type AgentCaller } from '#access';
import { Database } from '#database';
import { DomainError, isUuid, parseTicketNumber } from '#domain';
import { Injectable } from '@nestjs/common';

/** A ticket's place, and the database's time. */
export interface FoundTicket {
  readonly id: string;
  readonly tier: number | null;
  readonly sector: string | null;
  readonly now: Date;
}

/** For those who only read: the ticket behind an id or number, when it is for them. */
@Injectable()
export class FindTicket {
  constructor(private readonly database: Database) {}

  /** 404 `ticket.not-found` when there is none, or none that this agent may read. */
  async readable(caller: AgentCaller, idOrNumber: string): Promise<FoundTicket> {
    const id = isUuid(idOrNumber) ? idOrNumber : null;
    const number = id === null ? parseTicketNumber(idOrNumber) : null;
    const may = readableTickets(caller, 3);
    const statement = {
      name: `desk-readable-${sightOf(caller)}`,
      text: `SELECT id, tier, sector, clock_timestamp() AS now FROM ticket
        WHERE (id = $1::uuid OR number = $2::bigint) AND ${may.sql}`,
    };
    const [found] = await this.database.read<FoundTicket>(statement, [id, number, ...may.values]);
    if (found) return found;
    throw new DomainError('not-found', 'ticket.not-found', 'There is no such ticket, or it is not for you.');
  }
}
