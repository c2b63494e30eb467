import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { ticketSchema, type TicketView } from '#database';
import { levels } from '#domain';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { actionBody } from '../desk/action.decorator.js';
import { SplitTicketHandler, type MadeTicket } from './split-ticket.handler.js';

const splitTicketBody = actionBody({
  postIds: z
    .array(z.uuid())
    .min(1)
    .max(100)
    .meta({ description: 'Posts of this ticket; the oldest of them is public.' }),
  subject: text({ max: 500 }),
  impact: z.enum(levels).optional().meta({ description: 'Left out: as it is.' }),
  urgency: z.enum(levels).optional().meta({ description: 'Left out: as it is.' }),
  sameTier: z.boolean().optional().meta({
    description: 'It goes to the tier and sector of this ticket, instead of where the routing rules send it.',
  }),
});
type SplitTicketBody = z.output<typeof splitTicketBody>;
const split = z.object({
  ticket: ticketSchema.meta({ description: 'The ticket that was split, as it is now.' }),
  made: z.object({ id: z.uuid(), number: z.string().meta({ example: 'T-1043' }) }),
});

@ApiTags('ticket actions')
@Controller('tickets')
export class SplitTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: SplitTicketHandler,
  ) {}

  /**
   * For the assignee, and leads: a new ticket of the same requester, with copies of these posts, their authors, times and files.
   * What was written stays here too. The new ticket is understood and routed like any other; its promises run from now.
   */
  @Post(':id/split')
  @ApiOperation({ summary: 'Make a second ticket of some of the posts' })
  @Authenticated({ kinds: ['agent'] })
  @Answers(201, split, 'Both tickets, committed.')
  @Refuses(403, 'ticket.not-yours')
  @Refuses(404, 'ticket.not-found')
  @Refuses(409, 'ticket.stale-version', 'ticket.illegal-transition')
  @Refuses(422, 'split.post-unknown', 'split.first-internal')
  async split(
    @Param('id') ticket: string,
    @Body({ schema: splitTicketBody }) body: SplitTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<{ ticket: TicketView; made: MadeTicket }> {
    const made: MadeTicket[] = [];
    const view = await this.desk.act({ ticket, caller, body }, async (tx, locked) => {
      const done = await this.handler.handle(tx, locked, caller, body);
      made.push(done.made);
      return done.ticket;
    });
    return { ticket: view, made: made.at(-1)! };
  }
}
