import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. A manager's attention: never moves the ticket, never shown to customers. */
@Entity('hierarchical_escalation')
@Check('hierarchical_escalation_state_check', "state IN ('requested', 'approved', 'declined', 'ended')")
@Check(
  'hierarchical_escalation_reason_check',
  "reason IN ('inactivity', 'lack-of-progress', 'customer-deadline', 'customer-request', 'other')",
)
@Check('hierarchical_escalation_requested_by_check', "requested_by IN ('customer', 'internal')")
@Check('hierarchical_escalation_severity_check', "severity IN ('low', 'medium', 'high')")
@Check('hierarchical_escalation_trend_check', "trend IN ('improving', 'steady', 'worsening')")
@Check('hierarchical_escalation_check', "(state = 'requested') <= (decided_at IS NULL)")
@Check('hierarchical_escalation_check1', "(state = 'ended') = (ended_at IS NOT NULL)")
@Index('hierarchical_escalation_live', { synchronize: false })
@Index('hierarchical_escalation_of_ticket', ['ticketId'])
export class HierarchicalEscalationEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('text')
  readonly state!: string;

  @Column('text')
  readonly reason!: string;

  @Column('text')
  readonly requestedBy!: string;

  @Column('text')
  readonly justification!: string;

  @Column('text')
  readonly severity!: string;

  /** As the latest note has it. */
  @Column('text', { nullable: true })
  readonly trend!: string | null;

  @ForeignKey('agent')
  @Column('uuid')
  readonly raisedBy!: string;

  @Column('timestamptz')
  readonly raisedAt!: Date;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly decidedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly decidedAt!: Date | null;

  @Column('text', { nullable: true })
  readonly decisionNote!: string | null;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly endedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly endedAt!: Date | null;

  @Column('text', { nullable: true })
  readonly endReason!: string | null;
}
