import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Written by vendor-gateway. */
@Entity('vendor')
@Check('vendor_check', '(previous_secret IS NULL) = (previous_secret_until IS NULL)')
@Unique(['name'])
export class VendorEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  @Column('text')
  readonly endpoint!: string;

  @Column('text')
  readonly secret!: string;

  @Column('text', { nullable: true })
  readonly previousSecret!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly previousSecretUntil!: Date | null;

  @Column('boolean', { default: true })
  readonly active!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
