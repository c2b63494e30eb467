import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { THIS_TRANSACTION } from './this-transaction.js';

/** Something that screens should hear of and no ticket's log tells; kept for minutes. Written by every app, only through `signal`; pruned by tier-worker. */
@Entity('desk_signal')
@Index('desk_signal_tx', ['tx'])
export class DeskSignalEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id!: number;

  /** The transaction that wrote it. */
  @Column('bigint', { default: () => THIS_TRANSACTION })
  readonly tx!: number;

  @Column('timestamptz', { default: () => 'now()' })
  readonly at!: Date;

  @Column('text')
  readonly kind!: string;

  /** Only for those who may read one of them, without the others; null: about no ticket. */
  @Column('uuid', { array: true, nullable: true })
  readonly ticketIds!: string[] | null;

  /** Only for this agent; null: for everybody. */
  @Column('uuid', { nullable: true })
  readonly agentId!: string | null;

  @Column('jsonb', { nullable: true })
  readonly data!: Readonly<Record<string, unknown>> | null;
}
