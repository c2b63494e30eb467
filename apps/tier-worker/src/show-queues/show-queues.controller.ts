import { Authenticated, CurrentCaller, readableTickets, type AgentCaller } from '#access';
import { Database, listKey, ticketListItemSchema, ticketListView, type TicketListItem } from '#database';
import { DomainError } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses, text } from '#http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { QueuesQuery, type QueueView, type SectorView } from './queues.query.js';

const figures = {
  waiting: z.int(),
  inProgress: z.int(),
  oldest: z.date().nullable().meta({ description: 'Since when the first waits.' }),
  atRisk: z.int().meta({ description: 'Open tickets with a promise that has less than a quarter of its time left.' }),
  breached: z.int().meta({ description: 'Open tickets with a broken promise.' }),
};
const queueView = z.object({
  tier: z.int(),
  name: z.string(),
  ...figures,
  sectors: z
    .array(z.object({ sector: z.string().nullable(), ...figures }))
    .optional()
    .meta({ description: 'With `by=sector`: those with open tickets; `null` is what has no sector.' }),
});

const queuesQuery = z.strictObject({ by: z.literal('sector', 'Give "sector", or leave it out.').optional() });
const waitingQuery = pageQuery.extend({
  sector: text({ max: 40 }).optional().meta({ description: 'Only what is of this sector.' }),
});

@ApiTags('desk')
@Controller('desk/queues')
export class ShowQueuesController {
  constructor(
    private readonly queues: QueuesQuery,
    private readonly database: Database,
  ) {}

  /** Every tier's queue at a glance, lowest tier first; `by=sector` tells its sectors apart. A moment old at most. For all agents. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(queueView) }))
  async show(
    @Query({ schema: queuesQuery }) { by }: z.output<typeof queuesQuery>,
  ): Promise<{ items: (QueueView & { readonly sectors?: SectorView[] })[] }> {
    return { items: await this.queues.all(by === 'sector') };
  }

  /**
   * What waits in a tier's queue, in the order in which it should be taken: what is due soonest first, then, without a
   * promise that runs, by priority and age. Only what the agent may read. The tier as `2` or `L2`.
   */
  @Get(':tier')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, pageOf(ticketListItemSchema))
  @Refuses(404, 'tier.not-found')
  async waiting(
    @Param('tier') path: string,
    @CurrentCaller() caller: AgentCaller,
    @Query({ schema: waitingQuery }) { cursor, limit, sector }: z.output<typeof waitingQuery>,
  ): Promise<{ items: TicketListItem[]; nextCursor: string | null }> {
    const [, number] = /^L?([1-9]\d?)$/i.exec(path) ?? [];
    const known = number ? await this.database.read(selectTier, [Number(number)]) : [];
    if (known.length === 0) throw new DomainError('not-found', 'tier.not-found', 'There is no such tier.');
    const filters = { tiers: [Number(number)], states: ['queued'] as const, sectors: sector ? [sector] : undefined };
    const { items, next } = await ticketListView(this.database, filters, {
      visible: (first) => readableTickets(caller, first),
      internal: true,
      sort: 'taking',
      after: cursor === undefined ? null : decodeCursor(cursor, listKey),
      limit,
    });
    return { items, nextCursor: next && encodeCursor(next) };
  }
}

const selectTier = { name: 'desk-tier-exists', text: 'SELECT 1 FROM tier WHERE number = $1' };
