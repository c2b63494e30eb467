import type { Level, Priority } from '#domain';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Written by triage. */
@Entity('priority_matrix')
@Check('priority_matrix_impact_check', "impact IN ('low', 'medium', 'high')")
@Check('priority_matrix_priority_check', "priority IN ('P1', 'P2', 'P3', 'P4', 'P5')")
@Check('priority_matrix_urgency_check', "urgency IN ('low', 'medium', 'high')")
export class PriorityMatrixEntity {
  @PrimaryColumn('text')
  readonly impact!: Level;

  @PrimaryColumn('text')
  readonly urgency!: Level;

  @Column('text')
  readonly priority!: Priority;
}
