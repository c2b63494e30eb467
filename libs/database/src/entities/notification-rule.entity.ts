import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Written by notifier. */
@Entity('notification_rule')
@Check(
  'notification_rule_kind_check',
  "kind IN ('received', 'reply', 'question', 'moved', 'waiting', 'solved', 'closed', 'reopened')",
)
export class NotificationRuleEntity {
  @PrimaryColumn('text')
  readonly kind!: string;

  @Column('boolean')
  readonly enabled!: boolean;

  /** Events before it are told of to nobody. */
  @Column('timestamptz', { default: () => 'now()' })
  readonly since!: Date;
}
