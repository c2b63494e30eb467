import type { DispatchMode, NeededSkill, SkillNeed } from '#domain';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** How work comes to the agents of a tier, or of one sector of it. Written by tier-worker. */
@Entity('dispatch_rule')
@Check('dispatch_rule_mode_check', "mode IN ('pull', 'push')")
@Check('dispatch_rule_offer_seconds_check', 'offer_seconds > 0')
@Check('dispatch_rule_language_skill_check', "language_skill IN ('off', 'preferred', 'required')")
@Check('dispatch_rule_product_skill_check', "product_skill IN ('off', 'preferred', 'required')")
@Check('dispatch_rule_skill_wait_seconds_check', 'skill_wait_seconds >= 0')
@Check('dispatch_rule_return_after_offline_seconds_check', 'return_after_offline_seconds >= 0')
@Check('dispatch_rule_return_after_away_seconds_check', 'return_after_away_seconds >= 0')
@Check('dispatch_rule_return_after_shift_seconds_check', 'return_after_shift_seconds >= 0')
@Unique('dispatch_rule_place', ['tier', 'sector'])
export class DispatchRuleEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('tier')
  @Column('integer')
  readonly tier!: number;

  /** Null: every sector of the tier that has no rule of its own. */
  @ForeignKey('sector')
  @Column('text', { nullable: true })
  readonly sector!: string | null;

  @Column('text')
  readonly mode!: DispatchMode;

  @Column('integer')
  readonly offerSeconds!: number;

  @Column('jsonb')
  readonly requiredSkills!: readonly NeededSkill[];

  @Column('jsonb')
  readonly preferredSkills!: readonly NeededSkill[];

  @Column('text')
  readonly languageSkill!: SkillNeed;

  @Column('text')
  readonly productSkill!: SkillNeed;

  @Column('integer')
  readonly skillWaitSeconds!: number;

  @Column('boolean')
  readonly affinity!: boolean;

  /** Null: never, as for the next two. */
  @Column('integer', { nullable: true })
  readonly returnAfterOfflineSeconds!: number | null;

  @Column('integer', { nullable: true })
  readonly returnAfterAwaySeconds!: number | null;

  @Column('integer', { nullable: true })
  readonly returnAfterShiftSeconds!: number | null;

  @Column('boolean')
  readonly returnWhenDeactivated!: boolean;

  /** Whether what waits for somebody else returns too. */
  @Column('boolean')
  readonly returnWaiting!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  readonly updatedAt!: Date;
}
