import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { sectorCode, tierReference } from '../desk/tier-reference.js';
import { ConsultTierHandler } from './consult-tier.handler.js';
import { ConsultationsQuery } from './consultations.query.js';
import { consultationView, type Consultation } from './consultations.schemas.js';

const consultBody = actionBody({
  tier: tierReference.optional(),
  sector: sectorCode.optional(),
  teamId: z.uuid().optional(),
  follows: z
    .uuid()
    .optional()
    .meta({ description: 'An earlier consultation that is asked again: goes where it went.' }),
  question: text({ max: 20_000 }),
});

/** Advice of another tier. The ticket stays with whoever has it. */
@Controller('tickets')
export class ConsultTierController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: ConsultTierHandler,
    private readonly consultations: ConsultationsQuery,
  ) {}

  /**
   * For the assignee, and leads. Asks the next tier above unless `tier`, `sector` or `teamId` name another place, which is not
   * below. The agents there may read the ticket while nobody has answered. The question is an internal post.
   */
  @Action('consult', {
    answer: consultationView,
    summary: 'Ask another tier for advice without giving the ticket away',
    forbidden: ['ticket.not-yours'],
    conflicts: ['tier.none-above'],
    refused: [
      'tier.unknown',
      'tier.not-above',
      'sector.unknown',
      'sector.not-at-tier',
      'team.unknown',
      'team.not-at-tier',
      'consultation.nobody-else',
      'consultation.unknown',
      'consultation.still-open',
    ],
  })
  async consult(
    @Param('id') ticket: string,
    @Body({ schema: consultBody }) body: z.output<typeof consultBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Consultation> {
    let made = '';
    await this.desk.act({ ticket, caller, body }, async (tx, locked) => {
      const { id, after } = await this.handler.ask(tx, locked, caller, body);
      made = id;
      return after;
    });
    return this.consultations.get(made);
  }

  /** The consultations of a ticket, oldest first. For agents who may read it. */
  @Get(':id/consultations')
  @ApiTags('consultations')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(consultationView) }))
  @Refuses(404, 'ticket.not-found')
  async ofTicket(
    @Param('id') ticket: string,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<{ items: readonly Consultation[] }> {
    return { items: await this.consultations.ofTicket(caller, ticket) };
  }
}
