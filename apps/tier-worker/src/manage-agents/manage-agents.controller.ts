import { Authenticated, roles } from '#access';
import { Answers, decodeCursor, email, encodeCursor, pageOf, pageQuery, Refuses, text } from '#http';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ManageAgentsHandler, type Agent } from './manage-agents.handler.js';

const password = text({ min: 8, max: 1_000 });
const capacity = z.int().min(1).max(10_000).nullable().meta({
  description:
    'Units the agent may hold at once: each ticket takes those of its priority (`GET /desk/weights`). Null: as many as they like.',
});
const fields = {
  name: text({ max: 200 }),
  role: z.enum(roles),
  capacity,
  active: z.boolean(),
  teams: z.array(z.uuid()).max(100),
};
const newAgent = z.strictObject({
  email: email().transform((address) => address.toLowerCase()),
  password,
  name: fields.name,
  role: fields.role.default('agent'),
  capacity: capacity.default(null),
  active: z.boolean().default(true),
  teams: fields.teams.default([]),
});
const agentChange = z.strictObject({ ...fields, password }).partial();
const agentView = z.object({ id: z.uuid(), email: z.string(), ...fields });

const agentsQuery = pageQuery.extend({
  q: text({ max: 200 }).optional().meta({ description: 'A part of the name or address, in any case.' }),
});
type AgentsQuery = z.output<typeof agentsQuery>;

/** The people at the desk. */
@ApiTags('settings')
@Controller('agents')
export class ManageAgentsController {
  constructor(private readonly handler: ManageAgentsHandler) {}

  /** All agents, or those with `q` in their name or address; in the order they were made. For agents. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, pageOf(agentView))
  async list(
    @Query({ schema: agentsQuery }) { limit, cursor, q }: AgentsQuery,
  ): Promise<{ items: Agent[]; nextCursor: string | null }> {
    const after = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const items = await this.handler.list(after, limit, q ?? null);
    return { items, nextCursor: items.length === limit ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** Makes an agent. For admins. The address is the login; letter case does not count. */
  @Post()
  @Authenticated({ roles: ['admin'] })
  @Answers(201, agentView)
  @Refuses(409, 'agent.email-taken')
  @Refuses(422, 'team.unknown')
  create(@Body({ schema: newAgent }) agent: z.output<typeof newAgent>): Promise<Agent> {
    return this.handler.create(agent);
  }

  /**
   * Changes an agent; what is left out stays, `teams` replaces all of them. For admins. A new password, or `active: false`, ends the agent's
   * sessions at once. The tickets of an agent who was deactivated stay with them until a lead assigns them anew, or a rule of dispatch returns them.
   */
  @Patch(':id')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, agentView)
  @Refuses(404, 'agent.not-found')
  @Refuses(409, 'agent.last-admin')
  @Refuses(422, 'team.unknown')
  change(@Param('id') id: string, @Body({ schema: agentChange }) change: z.output<typeof agentChange>): Promise<Agent> {
    return this.handler.change(id, change);
  }
}
