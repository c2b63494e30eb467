import type { Priority } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by sla-monitor. */
@Entity('sla_policy')
@Check('sla_policy_kind_check', "kind IN ('first_response', 'resolution', 'tier')")
@Check('sla_policy_on_breach_check', "on_breach IN ('escalate', 'raise-priority', 'alert')")
@Check('sla_policy_entitlement_check', "entitlement IN ('any', 'premium', 'service', 'warranty', 'self-service')")
@Check('sla_policy_warn_check', "warn IN ('nobody', 'assignee', 'leads')")
@Check('sla_policy_priority_check', "priority IN ('P1', 'P2', 'P3', 'P4', 'P5')")
@Check('sla_policy_target_seconds_check', 'target_seconds > 0')
@Index('sla_policy_calendar', { synchronize: false })
export class SlaPolicyEntity {
  @PrimaryColumn('text')
  readonly priority!: Priority;

  @PrimaryColumn('text')
  readonly kind!: string;

  /** `any`: for tickets whose own kind of support has no policy. */
  @PrimaryColumn('text', { default: 'any' })
  readonly entitlement!: string;

  @Column('integer')
  readonly targetSeconds!: number;

  @Column('smallint', { array: true, default: [50, 75, 90] })
  readonly warnAt!: number[];

  @Column('text', { default: 'assignee' })
  readonly warn!: string;

  @Column('text')
  readonly onBreach!: string;

  @Column('boolean', { default: false })
  readonly evenIfHeld!: boolean;

  /** Null: time counts round the clock. */
  @ForeignKey('calendar')
  @Column('text', { nullable: true })
  readonly calendar!: string | null;
}
