import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Database } from '#database';
import { Answers, Refuses } from '#http';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { readableTicket } from '../desk/readable-ticket.js';
import { hypothesesOn } from './hypotheses.query.js';
import {
  hypothesisChangeBody,
  hypothesisView,
  newHypothesisBody,
  type HypothesisChangeBody,
  type HypothesisView,
  type NewHypothesisBody,
} from './hypothesis.schemas.js';
import { WeighHypothesesHandler } from './weigh-hypotheses.handler.js';

/** Likely causes, with what speaks for them and against them. Customers never see them. */
@ApiTags('diagnosis')
@Controller('tickets/:id/hypotheses')
@Authenticated({ kinds: ['agent'] })
export class WeighHypothesesController {
  constructor(
    private readonly database: Database,
    private readonly desk: ActOnTicket,
    private readonly handler: WeighHypothesesHandler,
  ) {}

  /** The hypotheses on a ticket, in order. For agents who may read it. */
  @Get()
  @Answers(200, z.object({ items: z.array(hypothesisView) }))
  @Refuses(404, 'ticket.not-found')
  async list(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<{ items: HypothesisView[] }> {
    const { id } = await readableTicket(this.database, caller, ticket);
    return { items: await hypothesesOn(this.database, id) };
  }

  /** Adds a hypothesis. For the ticket's holder, agents of its tier and sector, and leads. */
  @Post()
  @Answers(201, hypothesisView)
  @Refuses(403, 'caller.forbidden', 'ticket.not-at-your-tier')
  @Refuses(404, 'ticket.not-found')
  @Refuses(409, 'ticket.stale-version', 'ticket.illegal-transition')
  @Refuses(422, 'hypothesis.too-many', 'hypothesis.not-confirmed', 'evidence.source-unknown')
  add(
    @Param('id') ticket: string,
    @Body({ schema: newHypothesisBody }) body: NewHypothesisBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<HypothesisView> {
    return this.desk.answer({ ticket, caller, body }, (tx, locked) => this.handler.add(tx, locked, caller, body));
  }

  /** Changes a hypothesis; what is left out stays, `evidence` replaces all of it. For whoever may add one. */
  @Patch(':hypothesisId')
  @Answers(200, hypothesisView)
  @Refuses(403, 'caller.forbidden', 'ticket.not-at-your-tier')
  @Refuses(404, 'ticket.not-found', 'hypothesis.not-found')
  @Refuses(409, 'ticket.stale-version', 'ticket.illegal-transition')
  @Refuses(422, 'hypothesis.not-confirmed', 'evidence.source-unknown')
  change(
    @Param('id') ticket: string,
    @Param('hypothesisId') hypothesisId: string,
    @Body({ schema: hypothesisChangeBody }) body: HypothesisChangeBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<HypothesisView> {
    return this.desk.answer({ ticket, caller, body }, (tx, locked) =>
      this.handler.change(tx, locked, caller, hypothesisId, body),
    );
  }
}
