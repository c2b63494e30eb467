import type { Priority } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by sla-monitor. */
@Entity('clock')
@Check(
  'clock_kind_check',
  "kind IN ('first_response', 'next_response', 'periodic_update', 'resolution', 'tier', 'vendor_ack', 'vendor_resolution')",
)
@Check('clock_state_check', "state IN ('running', 'paused', 'met', 'cancelled')")
@Index('clock_next_alarm', { synchronize: false })
@Index('clock_of_ticket', { synchronize: false })
@Index('clock_ended', { synchronize: false })
@Index('clock_broken_due', { synchronize: false })
@Index('clock_unbroken', { synchronize: false })
export class ClockEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('text')
  readonly kind!: string;

  @Column('integer', { nullable: true })
  readonly tier!: number | null;

  @Column('text')
  readonly state!: string;

  @Column('text')
  readonly priority!: Priority;

  @Column('timestamptz')
  readonly startedAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly resumedAt!: Date | null;

  @Column('bigint', { default: 0 })
  readonly bankedMs!: number;

  @Column('timestamptz', { nullable: true })
  readonly dueAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly nextAlarmAt!: Date | null;

  @Column('smallint', { default: 0 })
  readonly rung!: number;

  @Column('timestamptz', { nullable: true })
  readonly breachedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly endedAt!: Date | null;

  @Column('smallint', { default: 1 })
  readonly cycle!: number;

  /** The team of a `tier` clock, the vendor of a vendor's. */
  @Column('uuid', { nullable: true })
  readonly ownerId!: string | null;

  @Column('integer')
  readonly policyVersion!: number;
}
