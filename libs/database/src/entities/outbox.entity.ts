import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Written by every app, only through the outbox. */
@Entity('outbox')
@Index('outbox_dead', { synchronize: false })
@Index('outbox_live', { synchronize: false })
@Index('outbox_next_sweep', { synchronize: false })
export class OutboxEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly queue!: string;

  @Column('text')
  readonly message!: string;

  @Column('jsonb')
  readonly data!: Readonly<Record<string, unknown>>;

  @Column('text')
  readonly correlationId!: string;

  @Column('text', { nullable: true })
  readonly causationId!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('integer', { default: 0 })
  readonly failures!: number;

  @Column('integer', { default: 0 })
  readonly sweeps!: number;

  @Column('timestamptz')
  readonly nextSweepAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly deadAt!: Date | null;

  @Column('jsonb', { nullable: true })
  readonly error!: unknown;
}
