import { Authenticated } from '#access';
import { Database, TicketStore } from '#database';
import { DomainError } from '#domain';
import { Answers, Refuses } from '#http';
import { Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApplyEventsHandler } from '../apply-events/apply-events.handler.js';
import { AlarmLoop } from '../ring-alarms/alarm.loop.js';
import { rebuiltClocks, rebuiltView, type RebuiltClocks } from './rebuild-clocks.view.js';

@ApiTags('sla')
@Controller('tickets')
export class RebuildClocksController {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly events: ApplyEventsHandler,
    private readonly alarms: AlarmLoop,
  ) {}

  /**
   * Tells a ticket's clocks anew from its log and the changes of policies, and says which of them were not as they should be.
   * The ticket is named by its id or number. What was reached and rang does not ring again; a clock that the log never began is taken away.
   * Where all was well, nothing changes.
   */
  @Post(':id/clocks/rebuild')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, rebuiltClocks)
  @Refuses(404, 'ticket.not-found')
  async rebuild(@Param('id') idOrNumber: string): Promise<RebuiltClocks> {
    const { before, after, ringsIn } = await this.database.transaction(async (tx) => {
      const ticket = await this.tickets.lock(tx, idOrNumber);
      if (!ticket) throw new DomainError('not-found', 'ticket.not-found', `There is no ticket ${idOrNumber}.`);
      return this.events.rebuild(tx, ticket);
    });
    if (ringsIn !== null) this.alarms.expectIn(ringsIn);
    return rebuiltView(before, after);
  }
}
