import { Authenticated, CurrentCaller, seesInternal, type Caller } from '#access';
import { Database } from '#database';
import { answerIn, Answers, languageQuery, Refuses, type LanguageQuery } from '#http';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ClockReader } from './clock.reader.js';
import { clocksView, type ClocksView } from './read-clocks.schemas.js';
import { readableTicket } from './readable-ticket.js';

@ApiTags('sla')
@Controller('tickets')
export class ReadClocksController {
  constructor(
    private readonly database: Database,
    private readonly clocks: ClockReader,
  ) {}

  /**
   * All promises on a ticket, the oldest first, each with why it is due then: its policy, the intervals that counted, what
   * paused it, and all of that in words. The ticket is named by its id or number. Customers, and keys of their organisations,
   * see what is promised to them, not what tiers and vendors owe.
   */
  @Get(':id/clocks')
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, clocksView)
  @Refuses(404, 'ticket.not-found')
  async read(
    @Param('id') idOrNumber: string,
    @CurrentCaller() caller: Caller,
    @Query({ schema: languageQuery }) query: LanguageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClocksView> {
    const ticket = await readableTicket(this.database, caller, idOrNumber);
    const language = answerIn(reply, query.language);
    return { items: await this.clocks.read(ticket, { language, internal: seesInternal(caller) }) };
  }
}
