import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Written by notifier. The delivery log: one row for each attempt whose outcome is known. */
@Entity('webhook_attempt')
export class WebhookAttemptEntity {
  @ForeignKey('webhook_delivery', { onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  readonly deliveryId!: string;

  @PrimaryColumn('integer')
  readonly number!: number;

  @Column('timestamptz')
  readonly at!: Date;

  /** What was answered; null when nothing was. */
  @Column('integer', { nullable: true })
  readonly status!: number | null;

  @Column('text', { nullable: true })
  readonly error!: string | null;

  @Column('integer')
  readonly milliseconds!: number;
}
