import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by intake, and by the ticket store where files are put on posts and posts are copied. */
@Entity('attachment')
@Check('attachment_scan_check', "scan IN ('unscanned', 'pending', 'clean', 'infected', 'failed')")
@Check('attachment_sha256_check', 'length(sha256) = 32')
@Index('attachment_ticket', ['ticketId', 'createdAt', 'id'])
@Index('attachment_post', { synchronize: false })
@Index('attachment_pending', { synchronize: false })
@Index('attachment_upload', { synchronize: false })
@Index('attachment_content', { synchronize: false })
@Index('attachment_removed', { synchronize: false })
export class AttachmentEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @ForeignKey('post')
  @Column('uuid', { nullable: true })
  readonly postId!: string | null;

  @ForeignKey('inbound_mail')
  @Column('uuid', { nullable: true })
  readonly mailId!: string | null;

  /** An agent, a contact or an API key; null when it came by mail. Without a post it is theirs alone, and waits for one. */
  @Column('uuid', { nullable: true })
  readonly uploadedBy!: string | null;

  /** Made safe. */
  @Column('text')
  readonly name!: string;

  @Column('text')
  readonly declaredType!: string;

  /** By its content, as far as that can be told. */
  @Column('text')
  readonly type!: string;

  @Column('bigint')
  readonly size!: number;

  /** Where the file store has it. */
  @Column('bytea')
  readonly sha256!: Buffer;

  @Column('text', { nullable: true })
  readonly contentId!: string | null;

  @Column('boolean', { default: false })
  readonly inline!: boolean;

  @Column('text', { array: true, default: '{}' })
  readonly flags!: string[];

  @Column('text', { default: 'unscanned' })
  readonly scan!: 'unscanned' | 'pending' | 'clean' | 'infected' | 'failed';

  @Column('text', { nullable: true })
  readonly scanDetail!: string | null;

  /** Times the scanner refused to look at it. */
  @Column('integer', { default: 0 })
  readonly scanAttempts!: number;

  /** It is not asked again before. */
  @Column('timestamptz', { nullable: true })
  readonly scanAfter!: Date | null;

  @Column('timestamptz')
  readonly createdAt!: Date;

  /** Its content is nobody's any more; the row still says that there was a file. */
  @Column('timestamptz', { nullable: true })
  readonly removedAt!: Date | null;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly removedBy!: string | null;
}
