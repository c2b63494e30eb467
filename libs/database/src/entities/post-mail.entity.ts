import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by intake, and by the ticket store where posts are copied. */
@Entity('post_mail')
@Index('post_mail_mail', ['mailId'])
export class PostMailEntity {
  @ForeignKey('post')
  @PrimaryColumn('uuid')
  readonly postId!: string;

  @ForeignKey('inbound_mail')
  @Column('uuid')
  readonly mailId!: string;

  @Column('text', { nullable: true })
  readonly fromAddress!: string | null;

  @Column('text', { nullable: true })
  readonly fromName!: string | null;

  /** Whether the sender is who the thread knows. */
  @Column('boolean')
  readonly verified!: boolean;

  @Column('text', { nullable: true })
  readonly automatic!: string | null;

  /** With the quoted text; null when nothing was cut. */
  @Column('text', { nullable: true })
  readonly wholeText!: string | null;

  /** Sanitised. */
  @Column('text', { nullable: true })
  readonly html!: string | null;

  @Column('integer', { default: 0 })
  readonly blockedImages!: number;

  @Column('text', { array: true, default: '{}' })
  readonly notes!: string[];
}
