import type { CalendarSpec } from '#domain';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** The weekly hours of an agent, or of a team; a break is a gap. Written by tier-worker. */
@Entity('work_shift')
@Check('work_shift_check', 'num_nonnulls(agent_id, team_id) = 1')
@Unique(['agentId'])
@Unique(['teamId'])
export class WorkShiftEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly agentId!: string | null;

  @ForeignKey('team')
  @Column('uuid', { nullable: true })
  readonly teamId!: string | null;

  @Column('jsonb')
  readonly spec!: CalendarSpec;

  @Column('timestamptz', { default: () => 'now()' })
  readonly updatedAt!: Date;
}
