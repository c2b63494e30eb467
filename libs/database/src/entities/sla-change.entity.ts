import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A change of policies, and how far the clocks that run have been brought along. Written by sla-monitor. */
@Entity('sla_change')
@Index('sla_change_unfinished', { synchronize: false })
export class SlaChangeEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  readonly id!: number;

  /** The moment from which it counts. */
  @Column('timestamptz')
  readonly at!: Date;

  @Column('text')
  readonly actorKind!: string;

  @Column('text')
  readonly actorId!: string;

  @Column('text', { nullable: true })
  readonly actorName!: string | null;

  /** In words. */
  @Column('text')
  readonly what!: string;

  /** Open tickets when the walk through them began; null: it has not. */
  @Column('integer', { nullable: true })
  readonly tickets!: number | null;

  /** Tickets that were passed, and clocks that are due at another time since. */
  @Column('integer', { default: 0 })
  readonly done!: number;

  @Column('integer', { default: 0 })
  readonly moved!: number;

  /** The last ticket that was passed: states one after the other, in each the newest first. */
  @Column('text', { nullable: true })
  readonly lastState!: string | null;

  @Column('bigint', { nullable: true })
  readonly lastNumber!: number | null;

  /** The process that is at it, and until when it has it for itself. */
  @Column('uuid', { nullable: true })
  readonly worker!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly workerUntil!: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly finishedAt!: Date | null;
}
