import { Authenticated, CurrentCaller, readableTickets, seesInternal, type Caller } from '#access';
import {
  Database,
  listKey,
  ticketCountSchema,
  ticketCountView,
  ticketFilters,
  ticketListItemSchema,
  ticketListView,
  type TicketCount,
  type TicketListItem,
} from '#database';
import { Answers, decodeCursor, encodeCursor, pageOf } from '#http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  countTicketsQuery,
  listTicketsQuery,
  type CountTicketsQuery,
  type ListTicketsQuery,
} from './list-tickets.request.js';

@ApiTags('tickets')
@Controller('tickets')
export class ListTicketsController {
  constructor(private readonly database: Database) {}

  /**
   * The tickets the caller may read, in the order of `sort`. `q` never finds by what the caller may not read; a page of a
   * search may be shorter than `limit`: `nextCursor` alone says whether there is more.
   */
  @Get()
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, pageOf(ticketListItemSchema), 'A page of tickets')
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: listTicketsQuery }) { cursor, limit, sort = 'number', ...asked }: ListTicketsQuery,
  ): Promise<{ items: TicketListItem[]; nextCursor: string | null }> {
    const { items, next } = await ticketListView(this.database, ticketFilters(asked, caller.id), {
      visible: (first) => readableTickets(caller, first),
      internal: seesInternal(caller),
      sort,
      after: cursor === undefined ? null : decodeCursor(cursor, keyOf[sort]).key,
      limit,
    });
    return { items, nextCursor: next && encodeCursor({ sort, key: next }) };
  }

  /** How many tickets pass the filters and may be read: exactly up to 10,000 (with `q` 1,000), beyond that at least so many. */
  @Get('count')
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, ticketCountSchema)
  count(
    @CurrentCaller() caller: Caller,
    @Query({ schema: countTicketsQuery }) asked: CountTicketsQuery,
  ): Promise<TicketCount> {
    return ticketCountView(this.database, ticketFilters(asked, caller.id), {
      visible: (first) => readableTickets(caller, first),
      internal: seesInternal(caller),
    });
  }
}

/** A cursor belongs to one order. */
const cursorOf = <Key extends z.ZodType>(sort: string, key: Key) =>
  z.strictObject({ sort: z.literal(sort), key: listKey.and(z.tuple([key, z.int()])) });
const time = z.int().min(-62_135_596_800_000_000).max(7_258_118_400_000_000);
const keyOf = {
  number: cursorOf('number', z.null()),
  updated: cursorOf('updated', time),
  waiting: cursorOf('waiting', time),
  due: cursorOf('due', time.nullable()),
  priority: cursorOf('priority', z.string().regex(/^P\d$/)),
};
