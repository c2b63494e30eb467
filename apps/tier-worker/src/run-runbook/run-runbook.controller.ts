import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Database } from '#database';
import { DomainError, isUuid } from '#domain';
import { Answers, Refuses } from '#http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { readableTicket } from '../desk/readable-ticket.js';
import { RunRunbookHandler } from './run-runbook.handler.js';
import {
  abandonRunBody,
  runView,
  startRunBody,
  stepDoneBody,
  suggestion,
  type RunView,
  type StepDoneBody,
  type Suggestion,
} from './run.schemas.js';
import { runsOn, runViewOf } from './runs.query.js';
import { SuggestRunbooks } from './suggest-runbooks.query.js';

/** Runbooks worked through on tickets. Whoever may read the ticket may look; its holder, agents of its tier and sector, and leads may act. */
@ApiTags('runbooks')
@Controller('tickets/:id')
@Authenticated({ kinds: ['agent'] })
export class RunRunbookController {
  constructor(
    private readonly database: Database,
    private readonly desk: ActOnTicket,
    private readonly handler: RunRunbookHandler,
    private readonly suggest: SuggestRunbooks,
  ) {}

  /** The runbooks that fit a ticket by its tier, product, words and sector, the best first. For agents who may read it. */
  @Get('runbooks')
  @Answers(200, z.object({ items: z.array(suggestion) }))
  @Refuses(404, 'ticket.not-found')
  async runbooks(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<{ items: Suggestion[] }> {
    return { items: await this.suggest.on(ticket, caller) };
  }

  /** The runs on a ticket, oldest first. For agents who may read it. */
  @Get('runs')
  @Answers(200, z.object({ items: z.array(runView) }))
  @Refuses(404, 'ticket.not-found')
  async runs(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<{ items: RunView[] }> {
    const { id } = await readableTicket(this.database, caller, ticket);
    return { items: (await runsOn(this.database, id)).map(runViewOf) };
  }

  /** One run: where it is, and the way so far. For agents who may read the ticket. */
  @Get('runs/:runId')
  @Answers(200, runView)
  @Refuses(404, 'ticket.not-found', 'run.not-found')
  async run(
    @Param('id') ticket: string,
    @Param('runId') runId: string,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<RunView> {
    const { id } = await readableTicket(this.database, caller, ticket);
    const [run] = isUuid(runId) ? await runsOn(this.database, id, runId) : [];
    if (run) return runViewOf(run);
    throw new DomainError('not-found', 'run.not-found', 'There is no such run on this ticket.');
  }

  /** Begins a runbook on a ticket, in the version that holds now and that the run keeps. */
  @Post('runs')
  @Answers(201, runView)
  @Refuses(403, 'caller.forbidden', 'ticket.not-at-your-tier')
  @Refuses(404, 'ticket.not-found')
  @Refuses(409, 'ticket.illegal-transition', 'run.already-running')
  @Refuses(422, 'runbook.unknown', 'runbook.not-published')
  start(
    @Param('id') ticket: string,
    @Body({ schema: startRunBody }) { runbookId }: z.output<typeof startRunBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<RunView> {
    const request = { ticket, caller, body: {} };
    return this.desk.answer(request, (tx, locked) => this.handler.start(tx, locked, caller, runbookId));
  }

  /**
   * Does the step that a run is at, or corrects one that was done. What came after a corrected one holds as far as the way is still the
   * same; what was corrected stays on record.
   */
  @Post('runs/:runId/steps/:stepId')
  @Answers(200, runView)
  @Refuses(403, 'caller.forbidden', 'ticket.not-at-your-tier')
  @Refuses(404, 'ticket.not-found', 'run.not-found', 'step.not-found')
  @Refuses(409, 'ticket.illegal-transition', 'run.over', 'run.already-running', 'step.not-next')
  @Refuses(422, 'step.result-refused')
  doStep(
    @Param('id') ticket: string,
    @Param('runId') runId: string,
    @Param('stepId') stepId: string,
    @Body({ schema: stepDoneBody }) body: StepDoneBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<RunView> {
    const done = { runId, stepId, ...body };
    return this.desk.answer({ ticket, caller, body: {} }, (tx, locked) =>
      this.handler.doStep(tx, locked, caller, done),
    );
  }

  /** Gives a run up, with the reason; what was done stays on record. */
  @Post('runs/:runId/abandon')
  @Answers(200, runView)
  @Refuses(403, 'caller.forbidden', 'ticket.not-at-your-tier')
  @Refuses(404, 'ticket.not-found', 'run.not-found')
  @Refuses(409, 'run.over')
  abandon(
    @Param('id') ticket: string,
    @Param('runId') runId: string,
    @Body({ schema: abandonRunBody }) { reason }: z.output<typeof abandonRunBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<RunView> {
    const given = { runId, reason };
    return this.desk.answer({ ticket, caller, body: {} }, (tx, locked) =>
      this.handler.abandon(tx, locked, caller, given),
    );
  }
}
