import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Written by notifier. */
@Entity('outgoing_mail')
@Check(
  'outgoing_mail_kind_check',
  "kind IN ('received', 'reply', 'question', 'moved', 'waiting', 'solved', 'closed', 'reopened', 'test')",
)
@Check('outgoing_mail_recipient_check', 'recipient = lower(recipient)')
@Check('outgoing_mail_state_check', "state IN ('waiting', 'sent', 'failed', 'suppressed')")
@Check('outgoing_mail_check', "(state = 'waiting') = (next_attempt_at IS NOT NULL)")
@Check('outgoing_mail_check1', '(ticket_id IS NULL) = (version IS NULL)')
@Unique(['messageId'])
@Unique(['ticketId', 'version', 'kind', 'recipient'])
@Index('outgoing_mail_due', { synchronize: false })
@Index('outgoing_mail_automatic', { synchronize: false })
@Index('outgoing_mail_state', ['state', 'id'])
@Index('outgoing_mail_recipient', ['recipient', 'createdAt'])
export class OutgoingMailEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  /** Null: a test. */
  @ForeignKey('ticket')
  @Column('uuid', { nullable: true })
  readonly ticketId!: string | null;

  /** The event it tells of. */
  @Column('integer', { nullable: true })
  readonly version!: number | null;

  @Column('text')
  readonly kind!: string;

  @Column('text')
  readonly recipient!: string;

  @Column('text', { nullable: true })
  readonly recipientName!: string | null;

  /** Whom it is from; null: the default. */
  @ForeignKey('mailbox')
  @Column('uuid', { nullable: true })
  readonly mailboxId!: string | null;

  /** Whether no person wrote it. */
  @Column('boolean')
  readonly automatic!: boolean;

  @Column('text')
  readonly language!: string;

  @Column('text')
  readonly messageId!: string;

  @Column('text', { nullable: true })
  readonly inReplyTo!: string | null;

  /** The Message-IDs before it, oldest first. */
  @Column('text', { array: true, default: '{}' })
  readonly thread!: string[];

  @Column('text')
  readonly subject!: string;

  @Column('text')
  readonly body!: string;

  @Column('text')
  readonly correlationId!: string;

  @Column('timestamptz')
  readonly createdAt!: Date;

  @Column('text')
  readonly state!: 'waiting' | 'sent' | 'failed' | 'suppressed';

  /** Why it has not been sent, in words. */
  @Column('text', { nullable: true })
  readonly reason!: string | null;

  @Column('integer', { default: 0 })
  readonly attempts!: number;

  @Column('timestamptz', { nullable: true })
  readonly nextAttemptAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly sentAt!: Date | null;

  /** What the server said when it took it. */
  @Column('text', { nullable: true })
  readonly response!: string | null;
}
