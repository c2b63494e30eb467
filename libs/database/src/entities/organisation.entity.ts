import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Written by intake. */
@Entity('organisation')
@Unique(['name'])
export class OrganisationEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
