import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Written by intake. */
@Entity('mail_channel')
@Check('mail_channel_provider_check', "provider IN ('sendgrid', 'mailgun', 'postmark', 'ses', 'raw')")
@Check('mail_channel_check', '(previous_secret IS NULL) = (previous_secret_until IS NULL)')
@Unique(['name'])
export class MailChannelEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  @Column('text')
  readonly provider!: string;

  @Column('text', { nullable: true })
  readonly secret!: string | null;

  @Column('text', { nullable: true })
  readonly previousSecret!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly previousSecretUntil!: Date | null;

  @Column('jsonb', { default: {} })
  readonly settings!: Record<string, unknown>;

  @Column('boolean', { default: true })
  readonly active!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
