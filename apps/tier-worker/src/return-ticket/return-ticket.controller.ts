import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { returnReasons } from '#domain';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { destination, sectorCode } from '../desk/tier-reference.js';
import { ReturnTicketHandler } from './return-ticket.handler.js';

const returnTicketBody = actionBody({
  reasonCode: z.enum(returnReasons),
  note: text({ max: 10_000 }),
  to: destination.optional(),
  betterSector: sectorCode
    .optional()
    .meta({ description: 'With `wrong-sector`: the one of your tier that it belongs to.' }),
});
type ReturnTicketBody = z.output<typeof returnTicketBody>;

@Controller('tickets')
export class ReturnTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: ReturnTicketHandler,
  ) {}

  /**
   * For the receiving tier while nobody holds it, the assignee, and leads. Goes to the tier that handed it over, or to the one
   * below that `to` names; a ticket that began at this tier needs `to`.
   */
  @Action('return', {
    summary: 'Send a ticket back down',
    forbidden: ['ticket.not-yours', 'ticket.not-at-your-tier'],
    conflicts: ['ticket.not-handed-over'],
    refused: ['tier.unknown', 'tier.not-below', 'sector.unknown', 'sector.not-at-tier', 'return.no-better-sector'],
  })
  sendBack(
    @Param('id') ticket: string,
    @Body({ schema: returnTicketBody }) body: ReturnTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
