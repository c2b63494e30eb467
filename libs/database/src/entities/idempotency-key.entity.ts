import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Written by intake. */
@Entity('idempotency_key')
@Index('idempotency_key_created_at', ['createdAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn('text')
  readonly caller!: string;

  @PrimaryColumn('text')
  readonly method!: string;

  @PrimaryColumn('text')
  readonly path!: string;

  @PrimaryColumn('text')
  readonly key!: string;

  @Column('bytea')
  readonly bodyHash!: Buffer;

  @Column('smallint')
  readonly status!: number;

  @Column('text')
  readonly response!: string;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
