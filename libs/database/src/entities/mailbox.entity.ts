import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Written by intake. */
@Entity('mailbox')
@Check('mailbox_address_check', 'address = lower(address)')
@Check('mailbox_reopen_within_days_check', 'reopen_within_days BETWEEN 0 AND 3650')
@Unique(['address'])
@Index('mailbox_default', { synchronize: false })
export class MailboxEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly address!: string;

  @Column('text')
  readonly name!: string;

  @Column('text', { nullable: true })
  readonly language!: string | null;

  @Column('boolean', { default: true })
  readonly acknowledge!: boolean;

  @Column('integer', { default: 14 })
  readonly reopenWithinDays!: number;

  @Column('boolean', { default: false })
  readonly isDefault!: boolean;

  @Column('boolean', { default: true })
  readonly active!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
