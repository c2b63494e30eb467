import { Authenticated } from '#access';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses, text, type PageQuery } from '#http';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ManageTeamsHandler, type Team } from './manage-teams.handler.js';

const fields = {
  name: text({ max: 200 }),
  tier: z.int().min(1).max(99),
  sector: text({ max: 40 }).nullable().meta({ description: 'Null: the team works for every sector of its tier.' }),
  partner: z.boolean().meta({
    description:
      "Another company's people: they see nothing of the tier but what overflowed to them, and what they hold or touched.",
  }),
  members: z.array(z.uuid()).max(1_000).meta({ description: 'The ids of its agents.' }),
};
const newTeam = z.strictObject({
  ...fields,
  sector: fields.sector.default(null),
  partner: fields.partner.default(false),
  members: fields.members.default([]),
});
const teamChange = z.strictObject(fields).partial();
const teamView = z.object({ id: z.uuid(), ...fields });

/** Who works where: a team belongs to a tier, and to one sector of it or to all. */
@ApiTags('settings')
@Controller('teams')
export class ManageTeamsController {
  constructor(private readonly handler: ManageTeamsHandler) {}

  /** All teams, in the order they were made. For agents. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, pageOf(teamView))
  async list(
    @Query({ schema: pageQuery }) { limit, cursor }: PageQuery,
  ): Promise<{ items: Team[]; nextCursor: string | null }> {
    const after = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const items = await this.handler.list(after, limit);
    return { items, nextCursor: items.length === limit ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** Makes a team for a tier, or for one sector of it. For admins. */
  @Post()
  @Authenticated({ roles: ['admin'] })
  @Answers(201, teamView)
  @Refuses(409, 'team.name-taken')
  @Refuses(422, 'tier.unknown', 'sector.unknown', 'agent.unknown')
  create(@Body({ schema: newTeam }) team: z.output<typeof newTeam>): Promise<Team> {
    return this.handler.create(team);
  }

  /** Changes a team; what is left out stays, `members` replaces all of them. For admins. */
  @Patch(':id')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, teamView)
  @Refuses(404, 'team.not-found')
  @Refuses(409, 'team.name-taken')
  @Refuses(422, 'tier.unknown', 'sector.unknown', 'agent.unknown')
  change(@Param('id') id: string, @Body({ schema: teamChange }) change: z.output<typeof teamChange>): Promise<Team> {
    return this.handler.change(id, change);
  }
}
