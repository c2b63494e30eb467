import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { AssignTicketHandler } from './assign-ticket.handler.js';

const assignTicketBody = actionBody({ agentId: z.uuid() });
type AssignTicketBody = z.output<typeof assignTicketBody>;

@Controller('tickets')
export class AssignTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: AssignTicketHandler,
  ) {}

  /** For leads. Capacity does not bind a lead; the agent must be active. */
  @Action('assign', {
    summary: "Put a ticket into an agent's hands",
    by: { kinds: ['agent'], roles: ['lead', 'admin'] },
    refused: ['agent.unknown', 'agent.inactive'],
  })
  assign(
    @Param('id') ticket: string,
    @Body({ schema: assignTicketBody }) body: AssignTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
