import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { Body, Controller, Param } from '@nestjs/common';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action } from '../desk/action.decorator.js';
import { describeTicketBody, type DescribeTicketBody } from './described.schema.js';
import { DescribeTicketHandler } from './describe-ticket.handler.js';

@Controller('tickets')
export class DescribeTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: DescribeTicketHandler,
  ) {}

  /**
   * For its holder, agents of its tier and sector, and leads. What is left out stays; null takes off. Another impact or urgency gives the
   * priority of the matrix, another asset or product the kind of support that holds for it today; the promises follow.
   */
  @Action('describe', {
    summary: 'Say what a ticket is about',
    forbidden: ['ticket.not-at-your-tier'],
    refused: ['asset.unknown', 'product.unknown', 'product.other-than-asset'],
  })
  describe(
    @Param('id') ticket: string,
    @Body({ schema: describeTicketBody }) body: DescribeTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
