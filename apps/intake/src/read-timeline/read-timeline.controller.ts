import { Authenticated, CurrentCaller, seesInternal, type Caller } from '#access';
import { actorSchema, Database, timelineView, type EventView } from '#database';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses, type PageQuery } from '#http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { readableTicketId } from '../read-ticket/readable-ticket.js';

const eventSchema = z.object({
  version: z.int(),
  type: z.string().meta({ example: 'ticket.escalated' }),
  at: z.iso.datetime(),
  actor: actorSchema,
  public: z.boolean(),
  data: z.record(z.string(), z.unknown()),
});
const cursorKey = z.int().min(0);

@ApiTags('tickets')
@Controller('tickets')
export class ReadTimelineController {
  constructor(private readonly database: Database) {}

  /** What happened to a ticket, oldest first, by version. Customers and their keys see the public events. */
  @Get(':idOrNumber/timeline')
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, pageOf(eventSchema), 'A page of events')
  @Refuses(404, 'ticket.not-found')
  async read(
    @CurrentCaller() caller: Caller,
    @Param('idOrNumber') idOrNumber: string,
    @Query({ schema: pageQuery }) { cursor, limit }: PageQuery,
  ): Promise<{ items: EventView[]; nextCursor: string | null }> {
    const afterVersion = cursor === undefined ? 0 : decodeCursor(cursor, cursorKey);
    const ticketId = await readableTicketId(this.database, caller, idOrNumber);
    const found = await timelineView(this.database, ticketId, {
      afterVersion,
      limit: limit + 1,
      internal: seesInternal(caller),
    });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > items.length ? encodeCursor(items.at(-1)?.version) : null };
  }
}
