import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { ticketSchema, type TicketView } from '#database';
import { Answers, Refuses } from '#http';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { sectorCode, tierReference } from '../desk/tier-reference.js';
import { TakeNextHandler } from './take-next.handler.js';

const takeNextBody = z.strictObject({
  tier: tierReference.optional(),
  sector: sectorCode.optional().meta({ description: 'Only of this sector; when left out, of all of yours.' }),
});
type TakeNextBody = z.output<typeof takeNextBody>;
const takenSchema = z.object({
  ticket: ticketSchema.nullable().meta({ description: 'Null: nothing waits for you.' }),
});

@ApiTags('dispatch')
@Controller('desk/take-next')
export class TakeNextController {
  constructor(private readonly handler: TakeNextHandler) {}

  /**
   * Claims the ticket that waits most urgently for you: what is on offer to you, then the soonest promise (a broken one first), then the
   * higher priority, then the longer wait. Tickets that ask for skills you lack, or are on offer to others, are left. For agents.
   */
  @Post()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, takenSchema, 'The ticket, in your hands; or null when nothing waits for you.')
  @Refuses(409, 'agent.at-capacity')
  async take(
    @Body({ schema: takeNextBody }) body: TakeNextBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<{ ticket: TicketView | null }> {
    return { ticket: await this.handler.take(caller, body) };
  }
}
