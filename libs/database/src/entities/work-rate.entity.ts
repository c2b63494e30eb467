import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. What an hour of work costs, from an instant on: at a tier, or of one agent. */
@Entity('work_rate')
@Check('work_rate_hundredths_per_hour_check', 'hundredths_per_hour >= 0')
@Check('work_rate_currency_check', "currency ~ '^[A-Z]{3}$'")
@Check('work_rate_check', 'num_nonnulls(tier, agent_id) = 1')
@Check('work_rate_check1', 'ends_at > starts_at')
@Index('work_rate_of_tier', { synchronize: false })
@Index('work_rate_of_agent', { synchronize: false })
export class WorkRateEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('tier')
  @Column('integer', { nullable: true })
  readonly tier!: number | null;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly agentId!: string | null;

  @Column('integer')
  readonly hundredthsPerHour!: number;

  @Column('text')
  readonly currency!: string;

  @Column('timestamptz')
  readonly startsAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly endsAt!: Date | null;
}
