import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Answers, Refuses } from '#http';
import { Body, Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { WatchTicketHandler, type Watchers } from './watch-ticket.handler.js';

const watchBody = actionBody({
  agentId: z.uuid().optional().meta({ description: 'Another agent than yourself: for leads.' }),
});
type WatchBody = z.output<typeof watchBody>;
const person = z.object({ id: z.uuid(), name: z.string() });
const watchers = z.object({ items: z.array(z.object({ agent: person, addedBy: person, addedAt: z.date() })) });

/** Who hears of what happens on a ticket without holding it. */
@Controller('tickets')
export class WatchTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: WatchTicketHandler,
  ) {}

  /**
   * For any agent who may read the ticket: posts, moves and broken promises are in your inbox from now on, without what you do
   * yourself. Leads may add others. Watching gives no right to read: who may no longer read the ticket hears nothing.
   */
  @Action('watch', {
    summary: 'Hear of what happens on a ticket',
    forbidden: ['agent.not-a-lead'],
    refused: ['agent.unknown', 'agent.inactive'],
    answer: watchers,
  })
  async watch(
    @Param('id') ticket: string,
    @Body({ schema: watchBody }) body: WatchBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Watchers> {
    const { id } = await this.desk.act({ ticket, caller, body }, (tx, locked) =>
      this.handler.add(tx, locked, caller, body.agentId ?? caller.id),
    );
    return this.handler.list(id);
  }

  /** The end of it; nothing changes when the ticket was not watched. Leads may end it for others. */
  @Action('unwatch', {
    summary: 'Hear no more of a ticket',
    forbidden: ['agent.not-a-lead'],
    answer: watchers,
  })
  async unwatch(
    @Param('id') ticket: string,
    @Body({ schema: watchBody }) body: WatchBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Watchers> {
    const { id } = await this.desk.act({ ticket, caller, body }, (tx, locked) =>
      this.handler.remove(tx, locked, caller, body.agentId ?? caller.id),
    );
    return this.handler.list(id);
  }

  /** Who watches it, in the order they began. */
  @Get(':id/watchers')
  @ApiTags('desk')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, watchers)
  @Refuses(404, 'ticket.not-found')
  watchers(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<Watchers> {
    return this.handler.of(caller, ticket);
  }
}
