import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Whether an agent is there for work. No row: never logged in since it is kept. Written by tier-worker. */
@Entity('agent_availability')
@Check('agent_availability_state_check', "state IN ('available', 'busy', 'away', 'offline')")
@Index('agent_availability_until', { synchronize: false })
export class AgentAvailabilityEntity {
  @ForeignKey('agent')
  @PrimaryColumn('uuid')
  readonly agentId!: string;

  @Column('text')
  readonly state!: string;

  @Column('text', { nullable: true })
  readonly reason!: string | null;

  /** When the agent is available again by himself. */
  @Column('timestamptz', { nullable: true })
  readonly until!: Date | null;

  @Column('timestamptz')
  readonly since!: Date;

  /** Who set it; null: the system. */
  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly setBy!: string | null;
}
