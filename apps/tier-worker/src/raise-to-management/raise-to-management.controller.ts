import { CurrentCaller, type AgentCaller } from '#access';
import { levels } from '#domain';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { HierarchicalEscalationsQuery } from './hierarchical-escalations.query.js';
import { escalationReasons, escalationView, type Escalation } from './hierarchical-escalations.schemas.js';
import { RaiseToManagementHandler } from './raise-to-management.handler.js';

const raiseBody = actionBody({
  reason: z.enum(escalationReasons),
  requestedBy: z.enum(['customer', 'internal']),
  justification: text({ max: 10_000 }),
  severity: z.enum(levels),
});

@Controller('tickets')
export class RaiseToManagementController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: RaiseToManagementHandler,
    private readonly escalations: HierarchicalEscalationsQuery,
  ) {}

  /**
   * A hierarchical escalation, for any agent who may read the ticket. The ticket stays where it is; leads and those above them are
   * alerted, and a lead approves or declines it. Customers never see it.
   */
  @Action('raise-to-management', {
    answer: escalationView,
    summary: "Ask for a manager's attention",
    conflicts: ['hierarchical-escalation.already-raised'],
  })
  async raise(
    @Param('id') ticket: string,
    @Body({ schema: raiseBody }) body: z.output<typeof raiseBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Escalation> {
    let made = '';
    await this.desk.act({ ticket, caller, body }, async (tx, locked) => {
      const { id, after } = await this.handler.raise(tx, locked, caller, body);
      made = id;
      return after;
    });
    return this.escalations.get(made);
  }
}
