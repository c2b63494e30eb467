import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker: one answer to all children of a ticket. */
@Entity('bulk_answer')
@Index('bulk_answer_parent', ['ticketId'])
export class BulkAnswerEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @ForeignKey('agent')
  @Column('uuid')
  readonly agentId!: string;

  @Column('text')
  readonly body!: string;

  /** Of the solution, when it resolves them. */
  @Column('text', { nullable: true })
  readonly code!: string | null;

  @Column('timestamptz')
  readonly createdAt!: Date;
}
