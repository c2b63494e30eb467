import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** When what waits at a tier is shown to a partner team too. Written by tier-worker. */
@Entity('overflow_rule')
@Check('overflow_rule_after_seconds_check', 'after_seconds >= 0')
@Unique('overflow_rule_place', ['tier', 'sector'])
export class OverflowRuleEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('tier')
  @Column('integer')
  readonly tier!: number;

  @ForeignKey('sector')
  @Column('text', { nullable: true })
  readonly sector!: string | null;

  @Column('integer')
  readonly afterSeconds!: number;

  /** Only while this calendar is open; null: always. */
  @ForeignKey('calendar')
  @Column('text', { nullable: true })
  readonly calendar!: string | null;

  @ForeignKey('team')
  @Column('uuid')
  readonly teamId!: string;

  @Column('timestamptz', { default: () => 'now()' })
  readonly updatedAt!: Date;
}
