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

  /** Open tickets when it was made, those that have been looked at, and clocks that moved. */
  @Column('integer', { default: 0 })
  readonly tickets!: number;

  @Column('integer', { default: 0 })
  readonly done!: number;

  @Column('integer', { default: 0 })
  readonly moved!: number;

  /** Where the walk through the tickets is. */
  @Column('uuid', { nullable: true })
  readonly lastTicketId!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly finishedAt!: Date | null;
}
