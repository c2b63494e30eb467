import { CurrentCaller, type AgentCaller } from '#access';
import { answerIn, languageQuery, text, type LanguageQuery } from '#http';
import { Body, Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Action, actionBody } from '../desk/action.decorator.js';
import { destination } from '../desk/tier-reference.js';
import { TightPromises, warnedTicketSchema, type WarnedTicket } from '../desk/tight-promises.js';
import { workOrderDraft } from './work-order.schema.js';
import { EscalateTicketHandler } from './escalate-ticket.handler.js';

const escalateTicketBody = actionBody({
  workOrder: workOrderDraft.optional(),
  to: destination.optional(),
  reason: text({ max: 2_000 }).optional(),
  override: z.union([z.boolean(), z.strictObject({ reason: text({ max: 2_000 }) })]).optional(),
});
type EscalateTicketBody = z.output<typeof escalateTicketBody>;

@Controller('tickets')
export class EscalateTicketController {
  constructor(
    private readonly desk: TightPromises,
    private readonly handler: EscalateTicketHandler,
  ) {}

  /**
   * For the assignee, and leads. Goes to the next tier, or with a `reason` to one further up. A lead may `override` what the
   * work order lacks, and steps of runbooks that are required before it; that is logged.
   */
  @Action('escalate', {
    answer: warnedTicketSchema,
    summary: 'Hand a ticket to an upper tier, with a work order',
    forbidden: ['ticket.not-yours', 'work-order.override-not-yours'],
    conflicts: ['tier.none-above'],
    refused: [
      'work-order.incomplete',
      'runbook.steps-missing',
      'tier.unknown',
      'tier.not-above',
      'escalation.reason-missing',
      'sector.unknown',
      'sector.not-at-tier',
    ],
  })
  escalate(
    @Param('id') ticket: string,
    @Body({ schema: escalateTicketBody }) body: EscalateTicketBody,
    @CurrentCaller() caller: AgentCaller,
    @Query({ schema: languageQuery }) query: LanguageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WarnedTicket> {
    const language = answerIn(reply, query.language);
    return this.desk.act({ ticket, caller, body, language }, async (tx, locked) => {
      const after = await this.handler.handle(tx, locked, caller, body);
      return { after, to: { tier: after.tier ?? 0 } };
    });
  }
}
