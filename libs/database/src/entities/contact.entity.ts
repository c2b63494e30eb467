import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Written by intake. */
@Entity('contact')
@Check('contact_email_check', 'email = lower(email)')
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
}
