import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Written by notifier. */
@Entity('webhook_subscription')
@Unique(['name'])
@Check('webhook_subscription_check', '(previous_secret IS NULL) = (previous_secret_until IS NULL)')
@Check('webhook_subscription_check1', 'NOT internal OR organisation_id IS NULL')
@Check('webhook_subscription_check2', '(disabled_at IS NULL) = (disabled_reason IS NULL)')
@Check('webhook_subscription_check3', 'disabled_at IS NULL OR NOT active')
@Check('webhook_subscription_check4', '(failures = 0) = (failing_since IS NULL)')
export class WebhookSubscriptionEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  @Column('text')
  readonly url!: string;

  @Column('text')
  readonly secret!: string;

  @Column('text', { nullable: true })
  readonly previousSecret!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly previousSecretUntil!: Date | null;

  /** Types of events; null: all. */
  @Column('text', { array: true, nullable: true })
  readonly events!: string[] | null;

  /** Hears of this organisation's tickets only; null: of all. */
  @ForeignKey('organisation')
  @Column('uuid', { nullable: true })
  readonly organisationId!: string | null;

  /** Hears of what customers do not see. */
  @Column('boolean', { default: false })
  readonly internal!: boolean;

  @Column('boolean', { default: true })
  readonly active!: boolean;

  /** When deliveries were given up by themselves; not when an admin paused them. */
  @Column('timestamptz', { nullable: true })
  readonly disabledAt!: Date | null;

  @Column('text', { nullable: true })
  readonly disabledReason!: string | null;

  /** Failed attempts since the last that was not. */
  @Column('integer', { default: 0 })
  readonly failures!: number;

  @Column('timestamptz', { nullable: true })
  readonly failingSince!: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
