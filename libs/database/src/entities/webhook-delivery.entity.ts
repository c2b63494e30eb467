import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Written by notifier. */
@Entity('webhook_delivery')
@Unique(['subscriptionId', 'ticketId', 'version'])
@Check('webhook_delivery_state_check', "state IN ('waiting', 'sending', 'delivered', 'failed')")
@Check('webhook_delivery_check', '(ticket_id IS NULL) = (version IS NULL)')
@Check('webhook_delivery_check1', "(state IN ('waiting', 'sending')) = (next_attempt_at IS NOT NULL)")
@Check('webhook_delivery_check2', '(next_attempt_at IS NULL) = (finished_at IS NOT NULL)')
@Index('webhook_delivery_due', { synchronize: false })
@Index('webhook_delivery_line', { synchronize: false })
@Index('webhook_delivery_failed', { synchronize: false })
@Index('webhook_delivery_log', ['subscriptionId', 'id'])
export class WebhookDeliveryEntity {
  /** The `webhook-id`. */
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('webhook_subscription', { onDelete: 'CASCADE' })
  @Column('uuid')
  readonly subscriptionId!: string;

  /** Null for a test. */
  @ForeignKey('ticket')
  @Column('uuid', { nullable: true })
  readonly ticketId!: string | null;

  @Column('integer', { nullable: true })
  readonly version!: number | null;

  @Column('text')
  readonly type!: string;

  /** JSON, as it is sent and signed. */
  @Column('text')
  readonly payload!: string;

  @Column('text', { default: 'waiting' })
  readonly state!: 'waiting' | 'sending' | 'delivered' | 'failed';

  /** All there were. */
  @Column('integer', { default: 0 })
  readonly attempts!: number;

  /** Those since the retry table was begun; a replay begins it anew. */
  @Column('integer', { default: 0 })
  readonly tries!: number;

  @Column('timestamptz', { nullable: true })
  readonly nextAttemptAt!: Date | null;

  @Column('integer', { nullable: true })
  readonly lastStatus!: number | null;

  @Column('text', { nullable: true })
  readonly lastError!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly finishedAt!: Date | null;

  @Column('text')
  readonly correlationId!: string;

  @Column('timestamptz')
  readonly createdAt!: Date;
}
