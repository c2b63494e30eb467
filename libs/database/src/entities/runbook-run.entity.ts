import type { RunState } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. A runbook on its way through a ticket; it keeps the version it began with. */
@Entity('runbook_run')
@ForeignKey('runbook_version', ['runbookId', 'version'], ['runbookId', 'version'])
@Check('runbook_run_state_check', "state IN ('running', 'finished', 'abandoned')")
@Index('runbook_run_ticket', ['ticketId', 'startedAt'])
@Index('runbook_run_runbook', ['runbookId', 'version'])
@Index('runbook_run_once', { synchronize: false })
export class RunbookRunEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('uuid')
  readonly runbookId!: string;

  @Column('integer')
  readonly version!: number;

  @Column('text')
  readonly state!: RunState;

  /** Where the ticket was when it began. */
  @Column('integer', { nullable: true })
  readonly tier!: number | null;

  @ForeignKey('agent')
  @Column('uuid')
  readonly startedBy!: string;

  @Column('timestamptz')
  readonly startedAt!: Date;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly endedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly endedAt!: Date | null;

  @Column('text', { nullable: true })
  readonly abandonReason!: string | null;
}
