import { Authenticated, CurrentCaller, readableTickets, seesInternal, type Caller } from '#access';
import { Database, ticketListView, ticketSummarySchema, type TicketFilters, type TicketSummary } from '#database';
import { isUuid, parseTicketNumber, type State } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf } from '#http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { listTicketsQuery, type ListTicketsQuery } from './list-tickets.request.js';

const cursorKey = z.int().min(1);

@ApiTags('tickets')
@Controller('tickets')
export class ListTicketsController {
  constructor(private readonly database: Database) {}

  /** The tickets the caller may read, newest number first. `q` never finds by what the caller may not read. */
  @Get()
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, pageOf(ticketSummarySchema), 'A page of tickets')
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: listTicketsQuery }) query: ListTicketsQuery,
  ): Promise<{ items: TicketSummary[]; nextCursor: string | null }> {
    const found = await ticketListView(this.database, filtersOf(query, caller), {
      visible: (first) => readableTickets(caller, first),
      internal: seesInternal(caller),
      before: query.cursor === undefined ? null : decodeCursor(query.cursor, cursorKey),
      limit: query.limit + 1,
    });
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor: found.length > items.length && last ? encodeCursor(parseTicketNumber(last.number)) : null,
    };
  }
}

function filtersOf(
  { tier, state, assignee, organisation, requester, priority, sector, q }: ListTicketsQuery,
  caller: Caller,
): TicketFilters {
  return {
    ...(tier !== undefined && { tier: Number(tier.replace(/^L/i, '')) }),
    ...(state !== undefined && { states: state.split(',') as State[] }),
    ...(assignee !== undefined && {
      assigneeId: assignee === 'none' ? null : assignee === 'me' ? caller.id : assignee,
    }),
    ...(requester !== undefined &&
      (isUuid(requester) ? { requesterId: requester } : { requesterEmail: requester.toLowerCase() })),
    organisationId: organisation,
    priority,
    sector,
    search: q,
  };
}
