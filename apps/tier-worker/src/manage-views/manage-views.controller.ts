import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Answers, Refuses } from '#http';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { defaultViews } from './default-views.js';
import { ManageViewsHandler } from './manage-views.handler.js';
import { ViewCounts } from './view-counts.js';
import {
  newView,
  viewChange,
  viewSchema,
  viewsQuery,
  type NewView,
  type View,
  type ViewChange,
} from './view.schemas.js';

/** Filters that are kept under a name: everybody's own, and those that leads share. */
@ApiTags('desk')
@Controller('desk/views')
export class ManageViewsController {
  constructor(
    private readonly views: ManageViewsHandler,
    private readonly counts: ViewCounts,
  ) {}

  /**
   * The views everybody has, then one's own and those shared with one, by position. `counts=true`: with how many tickets are
   * in each, a second old at most.
   */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(viewSchema) }))
  async list(
    @CurrentCaller() caller: AgentCaller,
    @Query({ schema: viewsQuery }) { counts }: z.output<typeof viewsQuery>,
  ): Promise<{ items: View[] }> {
    const items = [...defaultViews(caller), ...(await this.views.list(caller))];
    return { items: counts === 'true' ? await this.counts.of(items, caller) : items };
  }

  /** Saves a view. For all agents; `sharedWith` for leads and admins. */
  @Post()
  @Authenticated({ kinds: ['agent'] })
  @Answers(201, viewSchema)
  @Refuses(403, 'view.not-yours-to-share')
  @Refuses(422, 'view.too-many', 'team.unknown', 'tier.unknown')
  create(@CurrentCaller() caller: AgentCaller, @Body({ schema: newView }) view: NewView): Promise<View> {
    return this.views.create(view, caller);
  }

  /** Changes a view: what is left out stays, `filters` replaces all of them. Its owner's; a shared one also leads' and admins'. */
  @Patch(':id')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, viewSchema)
  @Refuses(403, 'view.not-yours', 'view.not-yours-to-share')
  @Refuses(404, 'view.not-found')
  @Refuses(422, 'team.unknown', 'tier.unknown')
  change(
    @CurrentCaller() caller: AgentCaller,
    @Param('id') id: string,
    @Body({ schema: viewChange }) change: ViewChange,
  ): Promise<View> {
    return this.views.change(id, change, caller);
  }

  /** Deletes a view. Its owner's; a shared one also leads' and admins'. */
  @Delete(':id')
  @Authenticated({ kinds: ['agent'] })
  @Answers(204)
  @Refuses(403, 'view.not-yours')
  @Refuses(404, 'view.not-found')
  delete(@CurrentCaller() caller: AgentCaller, @Param('id') id: string): Promise<void> {
    return this.views.delete(id, caller);
  }
}
