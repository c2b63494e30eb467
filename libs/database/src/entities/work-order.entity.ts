import type { Actor, ReturnReason, WorkOrder } from '#domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. */
@Entity('work_order')
@Index('work_order_ticket', ['ticketId', 'createdAt'])
@Index('work_order_created', ['createdAt'])
export class WorkOrderEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('integer')
  readonly stayVersion!: number;

  @Column('integer')
  readonly fromTier!: number;

  @Column('integer')
  readonly toTier!: number;

  @Column('text', { nullable: true })
  readonly situation!: string | null;

  @Column('jsonb')
  readonly tried!: WorkOrder['tried'];

  @Column('text', { nullable: true })
  readonly hypothesis!: string | null;

  @Column('text', { nullable: true })
  readonly customerContext!: string | null;

  @Column('text', { nullable: true })
  readonly checkFirst!: string | null;

  @Column('text', { nullable: true })
  readonly reason!: string | null;

  @Column('boolean')
  readonly automatic!: boolean;

  @Column('boolean')
  readonly complete!: boolean;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly overriddenBy!: string | null;

  @Column('text', { nullable: true })
  readonly overrideReason!: string | null;

  @Column('jsonb')
  readonly timePerTier!: Readonly<Record<string, number>>;

  @Column('text')
  readonly createdByKind!: Actor['kind'];

  @Column('text')
  readonly createdById!: string;

  @Column('timestamptz')
  readonly createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly acceptedAt!: Date | null;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly acceptedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly returnedAt!: Date | null;

  @Column('text', { nullable: true })
  readonly returnReason!: ReturnReason | null;

  @Column('text', { nullable: true })
  readonly returnNote!: string | null;

  /** The steps of runbooks that were done before the hand-over. */
  @Column('jsonb', { default: [] })
  readonly runbookSteps!: readonly object[];

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly returnedBy!: string | null;

  /** Of a return for the wrong sector: the one it belongs to. */
  @ForeignKey('sector')
  @Column('text', { nullable: true })
  readonly betterSector!: string | null;
}
