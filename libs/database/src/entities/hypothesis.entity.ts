import type { Evidence, HypothesisState, Level } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. A likely cause, and what speaks for it and against it. */
@Entity('hypothesis')
@Check('hypothesis_likelihood_check', "likelihood IN ('low', 'medium', 'high')")
@Check('hypothesis_state_check', "state IN ('open', 'confirmed', 'ruled-out')")
@Index('hypothesis_ticket', ['ticketId', 'position'])
export class HypothesisEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('integer')
  readonly position!: number;

  @Column('text')
  readonly cause!: string;

  @Column('text')
  readonly likelihood!: Level;

  @Column('text')
  readonly state!: HypothesisState;

  @Column('jsonb')
  readonly evidence!: readonly Evidence[];

  @ForeignKey('agent')
  @Column('uuid')
  readonly createdBy!: string;

  @Column('timestamptz')
  readonly createdAt!: Date;

  @ForeignKey('agent')
  @Column('uuid')
  readonly changedBy!: string;

  @Column('timestamptz')
  readonly changedAt!: Date;
}
