import { Authenticated, CurrentCaller, readableTickets, seesInternal, type Caller } from '#access';
import { Database, ticketSchema, ticketView, type TicketView } from '#database';
import { Answers, Refuses } from '#http';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ticketNotFound } from './readable-ticket.js';

@ApiTags('tickets')
@Controller('tickets')
export class ReadTicketController {
  constructor(private readonly database: Database) {}

  /** One ticket by id or number (`T-1042`, `1042`), with where it is, its clocks and, for agents, its work orders. */
  @Get(':idOrNumber')
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, ticketSchema, 'The ticket')
  @Refuses(404, 'ticket.not-found')
  async read(@CurrentCaller() caller: Caller, @Param('idOrNumber') idOrNumber: string): Promise<TicketView> {
    const visible = (first: number) => readableTickets(caller, first);
    const ticket = await ticketView(this.database, idOrNumber, { visible, internal: seesInternal(caller) });
    if (!ticket) throw ticketNotFound();
    return ticket;
  }
}
