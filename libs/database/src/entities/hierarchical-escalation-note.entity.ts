import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. How it goes since managers look at it. */
@Entity('hierarchical_escalation_note')
@Check('hierarchical_escalation_note_trend_check', "trend IN ('improving', 'steady', 'worsening')")
@Index('hierarchical_escalation_note_of', ['escalationId'])
export class HierarchicalEscalationNoteEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('hierarchical_escalation', { onDelete: 'CASCADE' })
  @Column('uuid')
  readonly escalationId!: string;

  @ForeignKey('agent')
  @Column('uuid')
  readonly agentId!: string;

  @Column('text')
  readonly trend!: string;

  @Column('text')
  readonly note!: string;

  @Column('timestamptz')
  readonly at!: Date;
}
