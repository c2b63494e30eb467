import type { StepResult } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. One step that was done; a corrected one stays on record, superseded. */
@Entity('runbook_step')
@Check('runbook_step_seconds_check', 'seconds >= 0')
@Index('runbook_step_run', ['runId', 'position'])
@Index('runbook_step_path', { synchronize: false })
export class RunbookStepEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('runbook_run')
  @Column('uuid')
  readonly runId!: string;

  /** The how manieth of the path it is, from 1. */
  @Column('integer')
  readonly position!: number;

  @Column('text')
  readonly stepId!: string;

  /** Null: passed over. */
  @Column('jsonb', { nullable: true })
  readonly result!: StepResult;

  @Column('text', { nullable: true })
  readonly note!: string | null;

  @Column('integer', { nullable: true })
  readonly seconds!: number | null;

  @ForeignKey('agent')
  @Column('uuid')
  readonly agentId!: string;

  @Column('timestamptz')
  readonly at!: Date;

  @Column('timestamptz', { nullable: true })
  readonly supersededAt!: Date | null;
}
