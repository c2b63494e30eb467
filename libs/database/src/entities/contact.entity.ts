import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Written by intake. */
@Entity('contact')
@Index('contact_parts', { synchronize: false })
@Check('contact_email_check', 'email = lower(email)')
@Check('contact_bounce_check', "bounce IN ('hard', 'soft')")
@Unique(['email'])
@Index('contact_organisation', ['organisationId'])
export class ContactEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly email!: string;

  @Column('text', { nullable: true })
  readonly name!: string | null;

  @ForeignKey('organisation')
  @Column('uuid', { nullable: true })
  readonly organisationId!: string | null;

  @Column('boolean', { default: false })
  readonly mayReadOrganisation!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;

  /** When the contact proved that the address is his. */
  @Column('timestamptz', { nullable: true })
  readonly verifiedAt!: Date | null;

  /** Whether mail to the address comes back: for good, or for now. */
  @Column('text', { nullable: true })
  readonly bounce!: 'hard' | 'soft' | null;

  @Column('text', { nullable: true })
  readonly bounceReason!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly bouncedAt!: Date | null;
}
