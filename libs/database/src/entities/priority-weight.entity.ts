import type { Priority } from '#domain';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** How much of an agent's capacity a ticket takes. Written by tier-worker. */
@Entity('priority_weight')
@Check('priority_weight_priority_check', "priority IN ('P1', 'P2', 'P3', 'P4', 'P5')")
@Check('priority_weight_weight_check', 'weight BETWEEN 1 AND 100')
export class PriorityWeightEntity {
  @PrimaryColumn('text')
  readonly priority!: Priority;

  @Column('smallint')
  readonly weight!: number;
}
