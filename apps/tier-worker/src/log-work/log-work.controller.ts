import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { workKinds } from '#domain';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';

import { LogWorkHandler } from './log-work.handler.js';

const logWorkBody = actionBody({
  seconds: z.int().min(1).max(86_400),
  kind: z.enum(workKinds),
  withCustomer: z.boolean(),
  note: text({ max: 10_000 }).optional(),
  consultationId: z
    .uuid()
    .optional()
    .meta({ description: 'A consultation you took: counts for the tier that was asked.' }),
});
type LogWorkBody = z.output<typeof logWorkBody>;

@Controller('tickets')
export class LogWorkController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: LogWorkHandler,
  ) {}

  /** For any agent who may read the ticket, unless it was merged. At most a day in one entry. */
  @Action('log-work', { summary: 'Log time spent on a ticket', refused: ['consultation.not-yours'] })
  logWork(
    @Param('id') ticket: string,
    @Body({ schema: logWorkBody }) body: LogWorkBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
