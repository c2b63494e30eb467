import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { presenceSchema } from '../stream-events/live-event.schemas.js';
import { Presence, type PresenceOfTicket } from './presence.js';

const presenceBody = z.strictObject({
  ticketId: z.uuid(),
  mode: z.enum(['viewing', 'writing']).nullable().meta({ description: 'null: the ticket is not open here any more.' }),
  screen: text({ max: 64 })
    .default('-')
    .meta({ description: 'Which of your screens this is, when you may have several; any text.' }),
});
type PresenceBody = z.output<typeof presenceBody>;

/** Who looks at a ticket, and who writes on it. For agents. */
@ApiTags('desk')
@Controller()
@Authenticated({ kinds: ['agent'] })
export class WatchPresenceController {
  constructor(private readonly presence: Presence) {}

  /**
   * Say that you have a ticket open. Send it when that begins or changes, and every 10 seconds meanwhile: after 30 seconds of
   * silence you count as gone. Answers with everybody who is there; the others hear of it in the live stream.
   */
  @Put('desk/presence')
  @Answers(200, presenceSchema, 'Who is there now, you included.')
  @Refuses(404, 'ticket.not-found')
  put(
    @Body({ schema: presenceBody }) { ticketId, mode, screen }: PresenceBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<PresenceOfTicket> {
    return this.presence.beat(caller, ticketId, { mode, screen });
  }

  /** All tickets that somebody has open now, of those you may read. For the badges of lists; at most 500. */
  @Get('desk/presence')
  @Answers(200, z.object({ items: z.array(presenceSchema) }), 'Who is where.')
  async all(@CurrentCaller() caller: AgentCaller): Promise<{ items: PresenceOfTicket[] }> {
    return { items: await this.presence.all(caller) };
  }

  /** Who has this ticket open now. */
  @Get('tickets/:id/presence')
  @Answers(200, presenceSchema, 'Who is there now.')
  @Refuses(404, 'ticket.not-found')
  on(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<PresenceOfTicket> {
    return this.presence.on(caller, ticket);
  }
}
