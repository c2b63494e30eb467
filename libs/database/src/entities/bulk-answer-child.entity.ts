import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker: one child, and whether it has the answer. Who works on it holds its lock. */
@Entity('bulk_answer_child')
@Check('bulk_answer_child_outcome_check', "outcome IN ('waiting', 'answered', 'skipped')")
@Index('bulk_answer_child_due', { synchronize: false })
export class BulkAnswerChildEntity {
  @ForeignKey('bulk_answer')
  @PrimaryColumn('uuid')
  readonly bulkAnswerId!: string;

  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  @Column('text', { default: 'waiting' })
  readonly outcome!: 'waiting' | 'answered' | 'skipped';

  /** Why it was skipped: a stable code and a sentence. */
  @Column('text', { nullable: true })
  readonly code!: string | null;

  @Column('text', { nullable: true })
  readonly reason!: string | null;

  @Column('integer', { default: 0 })
  readonly failures!: number;

  @Column('timestamptz')
  readonly dueAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly doneAt!: Date | null;
}
