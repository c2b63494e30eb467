import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Written by the migration that made it: it is read by intake and notifier, and never changes. */
@Entity('installation_key')
@Check('installation_key_key_check', 'length(key) >= 32')
export class InstallationKeyEntity {
  @PrimaryColumn('text')
  readonly name!: string;

  @Column('bytea')
  readonly key!: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
