import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import type { LockedTicket, Tx } from '#database';
import { DomainError } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses, text } from '#http';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { ConsultTierHandler } from './consult-tier.handler.js';
import { ConsultationsQuery, unknownConsultation } from './consultations.query.js';
import { consultationView, type Consultation } from './consultations.schemas.js';

const answerBody = z.strictObject({ body: text({ max: 100_000 }) });
const withdrawBody = z.strictObject({ reason: text({ max: 2_000 }).optional() });
const nothing = z.strictObject({});
const liveQuery = pageQuery.extend({ state: z.enum(['open', 'taken']).optional() });

/** What is done with a consultation by those who were asked, and by those who asked. */
@ApiTags('consultations')
@Controller('desk/consultations')
@Authenticated({ kinds: ['agent'] })
export class AnswerConsultationController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: ConsultTierHandler,
    private readonly consultations: ConsultationsQuery,
  ) {}

  /**
   * What waits for an answer: those asked of your tiers and sectors, and those you asked; for leads all. Open ones first, oldest
   * first. Those of tickets that are over are left out.
   */
  @Get()
  @Answers(200, pageOf(consultationView))
  async live(
    @Query({ schema: liveQuery }) { limit, cursor, state }: z.output<typeof liveQuery>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<{ items: readonly Consultation[]; nextCursor: string | null }> {
    const after = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.boolean(), z.uuid()]));
    const items = await this.consultations.live(caller, { after, state: state ?? null, limit });
    const last = items.at(-1);
    return {
      items,
      nextCursor: last && items.length === limit ? encodeCursor([last.state === 'taken', last.id]) : null,
    };
  }

  /** For agents of the place that was asked, but not the one who asked, and leads: you are going to answer it. */
  @Post(':id/take')
  @Answers(200, consultationView)
  @Refuses(403, 'consultation.not-yours')
  @Refuses(404, 'consultation.not-found')
  @Refuses(409, 'consultation.not-open')
  take(
    @Param('id') id: string,
    @Body({ schema: nothing }) _body: z.output<typeof nothing>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Consultation> {
    return this.on(id, caller, (tx, ticket) => this.handler.take(tx, ticket, caller, id));
  }

  /** Puts a consultation that you took back: another one may take it. */
  @Post(':id/release')
  @Answers(200, consultationView)
  @Refuses(403, 'consultation.not-yours')
  @Refuses(404, 'consultation.not-found')
  @Refuses(409, 'consultation.not-open')
  release(
    @Param('id') id: string,
    @Body({ schema: nothing }) _body: z.output<typeof nothing>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Consultation> {
    return this.on(id, caller, (tx, ticket) => this.handler.release(tx, ticket, caller, id));
  }

  /** Answers a consultation with an internal post on the ticket. For who took it; one that is open is taken by it. */
  @Post(':id/answer')
  @Answers(200, consultationView)
  @Refuses(403, 'consultation.not-yours')
  @Refuses(404, 'consultation.not-found')
  @Refuses(409, 'consultation.not-open')
  answer(
    @Param('id') id: string,
    @Body({ schema: answerBody }) { body }: z.output<typeof answerBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Consultation> {
    return this.on(id, caller, (tx, ticket) => this.handler.answer(tx, ticket, caller, id, body));
  }

  /** For who asked, who holds the ticket, and leads: no answer is needed any more. */
  @Post(':id/withdraw')
  @Answers(200, consultationView)
  @Refuses(403, 'ticket.not-yours')
  @Refuses(404, 'consultation.not-found')
  @Refuses(409, 'consultation.not-open')
  withdraw(
    @Param('id') id: string,
    @Body({ schema: withdrawBody }) { reason = null }: { reason?: string | null },
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Consultation> {
    return this.on(id, caller, (tx, ticket) => this.handler.withdraw(tx, ticket, caller, id, reason));
  }

  /** A consultation on a ticket that is not for the caller is told like one that is not there. */
  private async on(
    id: string,
    caller: AgentCaller,
    behaviour: (tx: Tx, ticket: LockedTicket) => Promise<LockedTicket>,
  ): Promise<Consultation> {
    const ticket = await this.consultations.ticketOf(id);
    try {
      await this.desk.act({ ticket, caller, body: {} }, behaviour);
    } catch (error) {
      throw error instanceof DomainError && error.code === 'ticket.not-found' ? unknownConsultation() : error;
    }
    return this.consultations.get(id);
  }
}
