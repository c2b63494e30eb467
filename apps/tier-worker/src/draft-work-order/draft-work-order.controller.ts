import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { answerIn, Answers, languageQuery, Refuses, text } from '#http';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { DraftWorkOrderQuery } from './draft-work-order.query.js';
import { draftView, type Draft } from './draft.schemas.js';

const draftQuery = languageQuery.extend({
  to: z
    .string()
    .regex(/^L?[1-9]\d?$/i, 'Name a tier by its number or as "L2".')
    .optional()
    .meta({ description: 'The tier it is for; the next one when left out.' }),
  sector: text({ max: 40 }).optional().meta({ description: 'The sector there; the one it would go to when left out.' }),
});

@ApiTags('desk')
@Controller('tickets')
export class DraftWorkOrderController {
  constructor(private readonly drafts: DraftWorkOrderQuery) {}

  /**
   * The work order of an escalation, filled in from what was done: runbooks, hypotheses, advice, earlier work orders and the work log.
   * It says only what is on record; what is still missing is named, and which steps of runbooks come first. For agents who may read the ticket.
   */
  @Get(':id/work-order-draft')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, draftView)
  @Refuses(404, 'ticket.not-found')
  @Refuses(422, 'tier.unknown', 'tier.not-above')
  draft(
    @Param('id') ticket: string,
    @Query({ schema: draftQuery }) { to, sector, language }: z.output<typeof draftQuery>,
    @CurrentCaller() caller: AgentCaller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Draft> {
    const tier = to === undefined ? null : Number(to.replace(/^L/i, ''));
    return this.drafts.draft(caller, ticket, { tier, sector: sector ?? null }, answerIn(reply, language));
  }
}
