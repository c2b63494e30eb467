import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What an agent can: `lang:ru`, `product:fw-100`, or any word of ours. Written by tier-worker. */
@Entity('agent_skill')
@Check('agent_skill_skill_check', "skill ~ '^[a-z0-9][a-z0-9:._-]{0,62}$'")
@Check('agent_skill_level_check', 'level BETWEEN 1 AND 5')
export class AgentSkillEntity {
  @ForeignKey('agent')
  @PrimaryColumn('uuid')
  readonly agentId!: string;

  @PrimaryColumn('text')
  readonly skill!: string;

  @Column('smallint', { default: 1 })
  readonly level!: number;
}
