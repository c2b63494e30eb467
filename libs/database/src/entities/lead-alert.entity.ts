import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Written by tier-worker. */
@Entity('lead_alert')
@Check(
  'lead_alert_kind_check',
  "kind IN ('breach-at-last-tier', 'breach', 'bouncing', 'hierarchical-escalation', 'vendor-silent', 'warning')",
)
@Check('lead_alert_audience_check', "audience IN ('agent', 'leads', 'hierarchy')")
@Index('lead_alert_agent', { synchronize: false })
@Unique(['ticketId', 'version', 'kind'])
export class LeadAlertEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('integer')
  readonly version!: number;

  @Column('text')
  readonly kind!: string;

  /** The agent, the leads, or also those above them. */
  @Column('text', { default: 'leads' })
  readonly audience!: string;

  /** The agent it is for; null: nobody alone. */
  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly agentId!: string | null;

  @Column('text')
  readonly detail!: string;

  @Column('timestamptz')
  readonly at!: Date;
}
