import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { timeAtTierSchema } from '#database';
import { Answers, Refuses } from '#http';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HandOversQuery } from './hand-overs.query.js';
import { workLogView, workOrderView, type HandOvers, type WorkLog } from './hand-overs.schemas.js';
import { z } from 'zod';

/** What the tiers did with a ticket. For agents who may read it. */
@ApiTags('desk')
@Controller('desk/tickets/:id')
@Authenticated({ kinds: ['agent'] })
export class ShowHandOversController {
  constructor(private readonly handOvers: HandOversQuery) {}

  /** A ticket's work orders, oldest first, and the time it has spent at each tier up to now. */
  @Get('work-orders')
  @Answers(200, z.object({ items: z.array(workOrderView), timePerTier: z.array(timeAtTierSchema) }))
  @Refuses(404, 'ticket.not-found')
  workOrders(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<HandOvers> {
    return this.handOvers.workOrders(caller, ticket);
  }

  /** The work logged on a ticket, oldest first, and its sum per tier. */
  @Get('work-log')
  @Answers(
    200,
    z.object({
      items: z.array(workLogView),
      secondsPerTier: z.array(z.object({ tier: z.int().nullable(), seconds: z.int() })),
    }),
  )
  @Refuses(404, 'ticket.not-found')
  workLog(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<WorkLog> {
    return this.handOvers.workLog(caller, ticket);
  }
}
