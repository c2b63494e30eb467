import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Written by intake. */
@Entity('api_key')
@Unique(['hash'])
export class ApiKeyEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  @Column('bytea')
  readonly hash!: Buffer;

  @Column('text', { array: true })
  readonly scopes!: readonly string[];

  @ForeignKey('organisation')
  @Column('uuid', { nullable: true })
  readonly organisationId!: string | null;

  @Column('uuid', { nullable: true })
  readonly createdBy!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly revokedAt!: Date | null;
}
