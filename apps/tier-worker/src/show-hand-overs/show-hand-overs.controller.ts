import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { timeAtTierSchema } from '#database';
import { Answers, Refuses } from '#http';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { HandOversQuery } from './hand-overs.query.js';
import { handOversView, workOrderView, type HandOvers, type WorkOrders } from './hand-overs.schemas.js';
import { WorkLogQuery } from './work-log.query.js';
import { workLog, type WorkLog } from './work-log.schemas.js';

/** What the tiers did with a ticket. For agents who may read it. */
@ApiTags('desk')
@Controller()
@Authenticated({ kinds: ['agent'] })
export class ShowHandOversController {
  constructor(
    private readonly handOvers: HandOversQuery,
    private readonly work: WorkLogQuery,
  ) {}

  /**
   * What the next tier reads first: the customer's goal and every hand-over, oldest first, with what was tried, by whom and for how
   * long, who accepted it after how long, or sent it back and why.
   */
  @Get('tickets/:id/hand-overs')
  @Answers(200, handOversView)
  @Refuses(404, 'ticket.not-found')
  show(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<HandOvers> {
    return this.handOvers.handOvers(caller, ticket);
  }

  /**
   * The work logged on a ticket, oldest first, with corrections as entries of their own; its sums and what it cost per tier. Work on
   * tickets that were merged into it is left out.
   */
  @Get('tickets/:id/work-log')
  @Answers(200, workLog)
  @Refuses(404, 'ticket.not-found')
  workLog(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<WorkLog> {
    return this.work.ofTicket(caller, ticket);
  }

  /** A ticket's work orders, oldest first, and the time it has spent at each tier up to now: `hand-overs` says more. */
  @Get('desk/tickets/:id/work-orders')
  @Answers(200, z.object({ items: z.array(workOrderView), timePerTier: z.array(timeAtTierSchema) }))
  @Refuses(404, 'ticket.not-found')
  workOrders(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<WorkOrders> {
    return this.handOvers.workOrders(caller, ticket);
  }

  /** The same as the ticket's `work-log`. */
  @Get('desk/tickets/:id/work-log')
  @Answers(200, workLog)
  @Refuses(404, 'ticket.not-found')
  deskWorkLog(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<WorkLog> {
    return this.work.ofTicket(caller, ticket);
  }
}
