import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Written by tier-worker. */
@Entity('lead_alert')
@Check('lead_alert_kind_check', "kind IN ('breach-at-last-tier', 'breach', 'bouncing', 'vendor-silent')")
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

  @Column('text')
  readonly detail!: string;

  @Column('timestamptz')
  readonly at!: Date;
}
