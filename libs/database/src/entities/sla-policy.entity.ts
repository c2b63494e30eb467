import type { Priority } from '#domain';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Written by sla-monitor. */
@Entity('sla_policy')
@Check('sla_policy_kind_check', "kind IN ('resolution', 'tier')")
@Check('sla_policy_on_breach_check', "on_breach IN ('escalate', 'alert')")
@Check('sla_policy_priority_check', "priority IN ('P1', 'P2', 'P3', 'P4', 'P5')")
@Check('sla_policy_target_seconds_check', 'target_seconds > 0')
export class SlaPolicyEntity {
  @PrimaryColumn('text')
  readonly priority!: Priority;

  @PrimaryColumn('text')
  readonly kind!: string;

  @Column('integer')
  readonly targetSeconds!: number;

  @Column('text')
  readonly onBreach!: string;

  @Column('boolean', { default: false })
  readonly evenIfHeld!: boolean;
}
