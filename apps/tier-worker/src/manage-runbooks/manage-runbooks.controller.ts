import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Answers, pageOf, Refuses } from '#http';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ManageRunbooksHandler } from './manage-runbooks.handler.js';
import {
  newRunbookBody,
  runbookChangeBody,
  runbooksQuery,
  runbookSummary,
  runbookView,
  versionView,
  type NewRunbookBody,
  type RunbookChangeBody,
  type RunbooksQuery,
  type RunbookSummary,
  type RunbookView,
  type VersionView,
} from './runbook.schemas.js';
import { Runbooks } from './runbooks.query.js';

/** Versioned procedures that upper tiers write for lower ones. */
@ApiTags('runbooks')
@Controller('runbooks')
@Authenticated({ kinds: ['agent'] })
export class ManageRunbooksController {
  constructor(
    private readonly runbooks: Runbooks,
    private readonly handler: ManageRunbooksHandler,
  ) {}

  /** Runbooks by title, as they hold, or as their draft says where none was published yet. For agents. */
  @Get()
  @Answers(200, pageOf(runbookSummary))
  list(
    @Query({ schema: runbooksQuery }) query: RunbooksQuery,
  ): Promise<{ items: RunbookSummary[]; nextCursor: string | null }> {
    return this.runbooks.list(query);
  }

  /** Writes a runbook: a draft, or with `publish` one that holds at once. For agents above the first tier, and leads. */
  @Post()
  @Answers(201, runbookView)
  @Refuses(403, 'caller.forbidden', 'runbook.not-yours')
  @Refuses(422, 'tier.unknown', 'sector.unknown', 'product.unknown', 'runbook.steps-invalid')
  create(
    @Body({ schema: newRunbookBody }) body: NewRunbookBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<RunbookView> {
    return this.handler.create(body, caller);
  }

  /** A runbook as it holds and as it is being rewritten, with all its versions and what came of each. For agents. */
  @Get(':id')
  @Answers(200, runbookView)
  @Refuses(404, 'runbook.not-found')
  get(@Param('id') id: string): Promise<RunbookView> {
    return this.runbooks.get(id);
  }

  /** One version as it was published. For agents. */
  @Get(':id/versions/:version')
  @Answers(200, versionView)
  @Refuses(404, 'runbook.not-found')
  version(@Param('id') id: string, @Param('version') version: string): Promise<VersionView> {
    return this.runbooks.version(id, version);
  }

  /**
   * Changes the draft; where there is none, begins one from the version that holds. What is left out stays; published versions never
   * change. A draft may be unfinished: `problems` says what keeps it from being published. For agents above the first tier, and leads.
   */
  @Patch(':id')
  @Answers(200, runbookView)
  @Refuses(403, 'caller.forbidden', 'runbook.not-yours')
  @Refuses(404, 'runbook.not-found')
  @Refuses(409, 'runbook.archived')
  @Refuses(422, 'tier.unknown', 'sector.unknown', 'product.unknown', 'runbook.steps-invalid')
  change(
    @Param('id') id: string,
    @Body({ schema: runbookChangeBody }) body: RunbookChangeBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<RunbookView> {
    return this.handler.change(id, body, caller);
  }

  /** Lets the draft hold from now on; what runs keeps its version. For agents above the first tier, and leads. */
  @Post(':id/publish')
  @Answers(200, runbookView)
  @Refuses(403, 'caller.forbidden', 'runbook.not-yours')
  @Refuses(404, 'runbook.not-found')
  @Refuses(409, 'runbook.archived', 'runbook.no-draft')
  @Refuses(422, 'runbook.steps-invalid')
  publish(@Param('id') id: string, @CurrentCaller() caller: AgentCaller): Promise<RunbookView> {
    return this.handler.publish(id, caller);
  }

  /** Takes a runbook out of use; what runs goes on, and nothing is deleted. For agents above the first tier, and leads. */
  @Post(':id/archive')
  @Answers(200, runbookView)
  @Refuses(403, 'caller.forbidden', 'runbook.not-yours')
  @Refuses(404, 'runbook.not-found')
  archive(@Param('id') id: string, @CurrentCaller() caller: AgentCaller): Promise<RunbookView> {
    return this.handler.archive(id, true, caller);
  }

  /** Brings an archived runbook back into use. For agents above the first tier, and leads. */
  @Post(':id/restore')
  @Answers(200, runbookView)
  @Refuses(403, 'caller.forbidden', 'runbook.not-yours')
  @Refuses(404, 'runbook.not-found')
  restore(@Param('id') id: string, @CurrentCaller() caller: AgentCaller): Promise<RunbookView> {
    return this.handler.archive(id, false, caller);
  }
}
