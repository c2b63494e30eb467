import { Authenticated, CurrentCaller, mayRead, seesInternal, type Caller, type TicketInSight } from '#access';
import { Database, type Statement } from '#database';
import { DomainError, isUuid, parseTicketNumber } from '#domain';
import { answerIn, Answers, languageQuery, Refuses, type LanguageQuery } from '#http';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ClockReader, type TicketToExplain } from './clock.reader.js';
import { clocksView, type ClocksView } from './read-clocks.schemas.js';

type Read = TicketInSight & TicketToExplain;

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
    const ticket = await this.find(idOrNumber);
    if (!ticket || !(await mayRead(this.database, caller, ticket)))
      throw new DomainError('not-found', 'ticket.not-found', `There is no ticket ${idOrNumber} that you may read.`);
    const language = answerIn(reply, query.language);
    return { items: await this.clocks.read(ticket, { language, internal: seesInternal(caller) }) };
  }

  private async find(idOrNumber: string): Promise<Read | undefined> {
    if (isUuid(idOrNumber)) return (await this.database.read<Read>(findById, [idOrNumber]))[0];
    const number = parseTicketNumber(idOrNumber);
    return number === null ? undefined : (await this.database.read<Read>(findByNumber, [number]))[0];
  }
}

const ticketInSight = `SELECT id, requester_id AS "requesterId", organisation_id AS "organisationId", tier, sector, channel,
  assignee_id AS "assigneeId", clock_timestamp() AS now FROM ticket`;
const findById: Statement = { name: 'clocks-ticket-by-id', text: `${ticketInSight} WHERE id = $1` };
const findByNumber: Statement = { name: 'clocks-ticket-by-number', text: `${ticketInSight} WHERE number = $1` };
