import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by intake. */
@Entity('inbound_mail')
@Check('inbound_mail_format_check', "format IN ('mime', 'sendgrid', 'mailgun', 'postmark', 'ses')")
@Check('inbound_mail_state_check', "state IN ('received', 'filed', 'repeated', 'review')")
@Check('inbound_mail_check', "(state = 'received') = (next_attempt_at IS NOT NULL)")
@Index('inbound_mail_source', { synchronize: false })
@Index('inbound_mail_provider_id', { synchronize: false })
@Index('inbound_mail_message_id', { synchronize: false })
@Index('inbound_mail_sender', { synchronize: false })
@Index('inbound_mail_due', { synchronize: false })
@Index('inbound_mail_waiting', { synchronize: false })
@Index('inbound_mail_review', { synchronize: false })
@Index('inbound_mail_ticket', { synchronize: false })
@Index('inbound_mail_kept', { synchronize: false })
@Index('inbound_mail_repeats', { synchronize: false })
export class InboundMailEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly provider!: string;

  @ForeignKey('mail_channel')
  @Column('uuid', { nullable: true })
  readonly channelId!: string | null;

  /** Who brought it: the key of an API key or a channel. */
  @Column('text')
  readonly receivedBy!: string;

  @Column('text')
  readonly format!: string;

  @Column('text')
  readonly contentType!: string;

  /** What came, byte for byte. */
  @Column('bytea')
  readonly source!: Buffer;

  /** SHA-256. */
  @Column('bytea')
  readonly sourceHash!: Buffer;

  @Column('text', { nullable: true })
  readonly providerMessageId!: string | null;

  @Column('jsonb', { default: {} })
  readonly envelope!: Record<string, unknown>;

  @Column('text')
  readonly correlationId!: string;

  @Column('timestamptz')
  readonly receivedAt!: Date;

  @Column('integer', { default: 1 })
  readonly seen!: number;

  @Column('timestamptz')
  readonly lastSeenAt!: Date;

  @Column('text', { default: 'received' })
  readonly state!: 'received' | 'filed' | 'repeated' | 'review';

  @Column('integer', { default: 0 })
  readonly attempts!: number;

  @Column('timestamptz', { nullable: true })
  readonly nextAttemptAt!: Date | null;

  @Column('text', { nullable: true })
  readonly failure!: string | null;

  @Column('uuid', { nullable: true })
  readonly ticketId!: string | null;

  @Column('uuid', { nullable: true })
  readonly postId!: string | null;

  @Column('text', { nullable: true })
  readonly messageId!: string | null;

  @ForeignKey('mailbox')
  @Column('uuid', { nullable: true })
  readonly mailboxId!: string | null;

  @ForeignKey('inbound_mail')
  @Column('uuid', { nullable: true })
  readonly repeats!: string | null;

  @Column('text', { nullable: true })
  readonly fromAddress!: string | null;

  @Column('text', { nullable: true })
  readonly subject!: string | null;

  @Column('text', { nullable: true })
  readonly automatic!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly filedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly reviewedAt!: Date | null;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly reviewedBy!: string | null;

  /** Somebody looked at it and wants it filed, whatever it looks like. */
  @Column('boolean', { default: false })
  readonly forced!: boolean;
}
