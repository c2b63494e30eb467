import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { MergeTicketHandler } from './merge-ticket.handler.js';

const mergeTicketBody = actionBody({ into: text({ max: 64 }) });
type MergeTicketBody = z.output<typeof mergeTicketBody>;

@Controller('tickets')
export class MergeTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: MergeTicketHandler,
  ) {}

  /** For any agent who may read both. `into` is the id or number of an open ticket; answered is the one that was merged. */
  @Action('merge', {
    summary: 'Make a ticket part of another one',
    conflicts: ['merge.target-not-open'],
    refused: ['merge.target-unknown', 'merge.into-itself'],
  })
  merge(
    @Param('id') ticket: string,
    @Body({ schema: mergeTicketBody }) body: MergeTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.actOnTwo({ ticket, other: body.into, caller, body }, (tx, locked, into) =>
      this.handler.handle(tx, locked, caller, into),
    );
  }
}
