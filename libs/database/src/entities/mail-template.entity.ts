import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Written by notifier: texts that admins have put in place of the ones it comes with. */
@Entity('mail_template')
@Check(
  'mail_template_kind_check',
  "kind IN ('received', 'reply', 'question', 'moved', 'waiting', 'solved', 'closed', 'reopened', 'received-plain')",
)
@Check('mail_template_language_check', "language ~ '^[a-z]{2,3}$'")
export class MailTemplateEntity {
  @PrimaryColumn('text')
  readonly kind!: string;

  @PrimaryColumn('text')
  readonly language!: string;

  @Column('text')
  readonly body!: string;

  @Column('timestamptz', { default: () => 'now()' })
  readonly updatedAt!: Date;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly updatedBy!: string | null;
}
