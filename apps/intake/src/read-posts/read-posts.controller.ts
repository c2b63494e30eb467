import { Authenticated, CurrentCaller, seesInternal, type Caller } from '#access';
import { postSchema, Database, postsView, type PostView } from '#database';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses, type PageQuery } from '#http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { readableTicketId } from '../read-ticket/readable-ticket.js';

const cursorKey = z.strictObject({ createdAt: z.iso.datetime().transform((text) => new Date(text)), id: z.uuid() });

@ApiTags('tickets')
@Controller('tickets')
export class ReadPostsController {
  constructor(private readonly database: Database) {}

  /** What was written on a ticket, oldest first; the first post is its description. Internal posts only for those inside. */
  @Get(':idOrNumber/posts')
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, pageOf(postSchema), 'A page of posts')
  @Refuses(404, 'ticket.not-found')
  async read(
    @CurrentCaller() caller: Caller,
    @Param('idOrNumber') idOrNumber: string,
    @Query({ schema: pageQuery }) { cursor, limit }: PageQuery,
  ): Promise<{ items: PostView[]; nextCursor: string | null }> {
    const after = cursor === undefined ? null : decodeCursor(cursor, cursorKey);
    const ticketId = await readableTicketId(this.database, caller, idOrNumber);
    const found = await postsView(this.database, ticketId, { after, limit: limit + 1, internal: seesInternal(caller) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor: found.length > items.length && last ? encodeCursor({ createdAt: last.createdAt, id: last.id }) : null,
    };
  }
}
