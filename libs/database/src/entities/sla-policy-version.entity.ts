import type { Channel, ClockKind, Entitlement, Priority, Threshold, WaitingState } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Nothing of a version changes but `until`. Written by sla-monitor. */
@Entity('sla_policy_version')
@Check(
  'sla_policy_version_kind_check',
  "kind IN ('first_response', 'next_response', 'periodic_update', 'resolution', 'tier', 'vendor_ack', 'vendor_resolution')",
)
@Check('sla_policy_version_priority_check', "priority IN ('P1', 'P2', 'P3', 'P4', 'P5')")
@Check('sla_policy_version_entitlement_check', "entitlement IN ('premium', 'service', 'warranty', 'self-service')")
@Check('sla_policy_version_target_seconds_check', 'target_seconds > 0')
@Index('sla_policy_version_current', { synchronize: false })
@Index('sla_policy_version_conditions', { synchronize: false })
export class SlaPolicyVersionEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  readonly id!: number;

  @Column('uuid')
  readonly policyId!: string;

  @Column('text')
  readonly kind!: ClockKind;

  /** Each condition: null is whatever it is. */
  @Column('text', { nullable: true })
  readonly priority!: Priority | null;

  @Column('text', { nullable: true })
  readonly entitlement!: Entitlement | null;

  @Column('uuid', { nullable: true })
  readonly organisationId!: string | null;

  @Column('text', { nullable: true })
  readonly channel!: Channel | null;

  @Column('integer', { nullable: true })
  readonly tier!: number | null;

  @Column('uuid', { nullable: true })
  readonly teamId!: string | null;

  @Column('uuid', { nullable: true })
  readonly vendorId!: string | null;

  @Column('integer')
  readonly targetSeconds!: number;

  /** The calendar's code, and the version of it that counts; null: round the clock. */
  @Column('text', { nullable: true })
  readonly calendar!: string | null;

  @Column('integer', { nullable: true })
  readonly calendarVersion!: number | null;

  @Column('jsonb')
  readonly thresholds!: readonly Threshold[];

  @Column('text', { array: true })
  readonly pausedWhile!: readonly WaitingState[];

  @Column('boolean', { default: false })
  readonly outsideHours!: boolean;

  /** The change that made it, and the one that replaced it; null: it is in force. */
  @ForeignKey('sla_change')
  @Column('integer')
  readonly since!: number;

  @ForeignKey('sla_change')
  @Column('integer', { nullable: true })
  readonly until!: number | null;
}
