import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. */
@Entity('team_member')
@Index('team_member_agent', ['agentId'])
export class TeamMemberEntity {
  @ForeignKey('team', { onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  readonly teamId!: string;

  @ForeignKey('agent', { onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  readonly agentId!: string;
}
