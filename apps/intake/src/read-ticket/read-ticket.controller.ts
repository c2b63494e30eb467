import { Authenticated, CurrentCaller, readableTickets, seesInternal, type Caller } from '#access';
import { Database, ticketSchema, ticketView, type TicketView } from '#database';
import { answerIn, Answers, languageQuery, Refuses, type LanguageQuery } from '#http';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ticketNotFound } from './readable-ticket.js';

@ApiTags('tickets')
@Controller('tickets')
export class ReadTicketController {
  constructor(private readonly database: Database) {}

  /**
   * One ticket by id or number (`T-1042`, `1042`), with where it is, what is promised about it and, for us, what tiers and
   * vendors owe and its work orders.
   */
  @Get(':idOrNumber')
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, ticketSchema, 'The ticket')
  @Refuses(404, 'ticket.not-found')
  async read(
    @CurrentCaller() caller: Caller,
    @Param('idOrNumber') idOrNumber: string,
    @Query({ schema: languageQuery }) query: LanguageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TicketView> {
    const visible = (first: number) => readableTickets(caller, first);
    const language = answerIn(reply, query.language);
    const ticket = await ticketView(this.database, idOrNumber, { visible, internal: seesInternal(caller), language });
    if (!ticket) throw ticketNotFound();
    return ticket;
  }
}
