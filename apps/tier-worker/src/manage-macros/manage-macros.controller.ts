import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { macroVariables } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses, type PageQuery } from '#http';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { macroChange, macroView, newMacro, type Macro, type MacroChange, type MacroFields } from './macro.schemas.js';
import { ManageMacrosHandler } from './manage-macros.handler.js';

const variables = z.object({ items: z.array(z.enum(macroVariables)) });

/** Answers kept ready, in as many languages as they are needed in, and what else is done with them. */
@ApiTags('settings')
@Controller('macros')
@Authenticated({ kinds: ['agent'] })
export class ManageMacrosController {
  constructor(private readonly handler: ManageMacrosHandler) {}

  /** The shared macros and your own, in the order they were made. */
  @Get()
  @Answers(200, pageOf(macroView))
  async list(
    @Query({ schema: pageQuery }) { limit, cursor }: PageQuery,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<{ items: Macro[]; nextCursor: string | null }> {
    const after = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const items = await this.handler.list(caller, after, limit);
    return { items, nextCursor: items.length === limit ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** What a text can name in double braces. */
  @Get('variables')
  @Answers(200, variables)
  variables(): z.output<typeof variables> {
    return { items: [...macroVariables] };
  }

  /** Makes a macro. Every agent has his own; leads and admins make shared ones. */
  @Post()
  @Answers(201, macroView)
  @Refuses(403, 'agent.not-a-lead')
  @Refuses(422, 'macro.unknown-variable', 'macro.incomplete', 'macro.language-twice', 'tier.unknown', 'sector.unknown')
  create(@Body({ schema: newMacro }) macro: MacroFields, @CurrentCaller() caller: AgentCaller): Promise<Macro> {
    return this.handler.create(caller, macro);
  }

  /** Changes a macro; what is left out stays. */
  @Patch(':id')
  @Answers(200, macroView)
  @Refuses(403, 'agent.not-a-lead')
  @Refuses(404, 'macro.not-found')
  @Refuses(422, 'macro.unknown-variable', 'macro.incomplete', 'macro.language-twice', 'tier.unknown', 'sector.unknown')
  change(
    @Param('id') id: string,
    @Body({ schema: macroChange }) change: MacroChange,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Macro> {
    return this.handler.change(caller, id, change);
  }

  /** Deletes a macro. What was done with it stays. */
  @Delete(':id')
  @Answers(204)
  @Refuses(403, 'agent.not-a-lead')
  @Refuses(404, 'macro.not-found')
  remove(@Param('id') id: string, @CurrentCaller() caller: AgentCaller): Promise<void> {
    return this.handler.remove(caller, id);
  }
}
