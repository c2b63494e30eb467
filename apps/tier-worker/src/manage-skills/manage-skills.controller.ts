import { Authenticated } from '#access';
import { Database, run, signal } from '#database';
import { DomainError, isUuid } from '#domain';
import { Answers, Refuses } from '#http';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DispatchBell } from '../dispatch/dispatch-bell.js';
import { level, skill } from './skill.schemas.js';

const skillsBody = z.strictObject({ skills: z.array(z.strictObject({ skill, level: level.default(1) })).max(100) });
const skillsView = z.object({
  id: z.uuid().meta({ description: "The agent's." }),
  name: z.string(),
  skills: z.array(z.object({ skill: z.string(), level: z.int() })),
});
type AgentSkills = z.output<typeof skillsView>;

/** What agents can: `lang:ru` (asked for by a ticket's language), `product:fw-100` (by its product), or any word of yours. */
@ApiTags('dispatch')
@Controller('desk/skills')
export class ManageSkillsController {
  constructor(
    private readonly database: Database,
    private readonly bell: DispatchBell,
  ) {}

  /** Every active agent's skills, by name. For agents. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(skillsView) }))
  async list(): Promise<{ items: AgentSkills[] }> {
    return { items: await this.database.read<AgentSkills>(selectSkills, [null]) };
  }

  /** Sets all skills of an agent. For leads and admins. */
  @Put(':id')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, skillsView)
  @Refuses(404, 'agent.not-found')
  async set(
    @Param('id') id: string,
    @Body({ schema: skillsBody }) { skills }: z.output<typeof skillsBody>,
  ): Promise<AgentSkills> {
    if (!isUuid(id)) throw notFound();
    const best = new Map<string, number>();
    for (const each of skills) best.set(each.skill, Math.max(each.level, best.get(each.skill) ?? 0));
    return this.database.transaction(async (tx) => {
      if ((await run(tx, lockAgent, [id])).length === 0) throw notFound();
      await run(tx, dropSkills, [id]);
      await run(tx, insertSkills, [id, [...best.keys()], [...best.values()]]);
      await signal(tx, { kind: 'agent-changed', data: { agentId: id } });
      this.bell.ringAfter(tx);
      return (await run<AgentSkills>(tx, selectSkills, [id]))[0] as AgentSkills;
    });
  }
}

const notFound = (): DomainError => new DomainError('not-found', 'agent.not-found', 'There is no such agent.');
const selectSkills = {
  name: 'desk-skills',
  text: `SELECT id, name, coalesce((SELECT json_agg(json_build_object('skill', skill, 'level', level) ORDER BY skill)
      FROM agent_skill WHERE agent_id = agent.id), '[]') AS skills
    FROM agent WHERE CASE WHEN $1::uuid IS NULL THEN active ELSE id = $1 END ORDER BY name, id`,
};
const lockAgent = { name: 'desk-skills-of', text: `SELECT id FROM agent WHERE id = $1 FOR NO KEY UPDATE` };
const dropSkills = { name: 'desk-drop-skills', text: `DELETE FROM agent_skill WHERE agent_id = $1` };
const insertSkills = {
  name: 'desk-insert-skills',
  text: `INSERT INTO agent_skill (agent_id, skill, level) SELECT $1, skill, level FROM unnest($2::text[], $3::int[]) AS given (skill, level)`,
};
