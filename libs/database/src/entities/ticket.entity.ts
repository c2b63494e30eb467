import type { Channel, Entitlement, Level, Priority, RequestedRoute, State } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Written by every app, only through the ticket store. */
@Entity('ticket')
@Check('ticket_check', "(state <> 'queued') OR (tier IS NOT NULL)")
@Check('ticket_check1', "(state <> 'in_progress') OR (assignee_id IS NOT NULL)")
@Unique(['number'])
@Index('ticket_asset', { synchronize: false })
@Index('ticket_assignee', { synchronize: false })
@Index('ticket_desk', { synchronize: false })
@Index('ticket_external_id', { synchronize: false })
@Index('ticket_held', { synchronize: false })
@Index('ticket_organisation', { synchronize: false })
@Index('ticket_requester', { synchronize: false })
@Index('ticket_resolved', { synchronize: false })
@Index('ticket_solved_product', { synchronize: false })
@Index('ticket_solved_sector', { synchronize: false })
@Index('ticket_state', { synchronize: false })
@Index('ticket_tier', { synchronize: false })
@Index('ticket_waiting', { synchronize: false })
@Index('ticket_created', { synchronize: false })
@Index('ticket_open', { synchronize: false })
@Index('ticket_open_priority', { synchronize: false })
@Index('ticket_product', { synchronize: false })
@Index('ticket_queue', { synchronize: false })
@Index('ticket_solved', { synchronize: false })
@Index('ticket_solved_by', { synchronize: false })
@Index('ticket_tags', { synchronize: false })
@Index('ticket_updated', { synchronize: false })
export class TicketEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('bigint')
  readonly number!: number;

  @Column('text')
  readonly state!: State;

  @Column('integer')
  readonly version!: number;

  @Column('text')
  readonly subject!: string;

  @ForeignKey('contact')
  @Column('uuid')
  readonly requesterId!: string;

  @ForeignKey('organisation')
  @Column('uuid', { nullable: true })
  readonly organisationId!: string | null;

  @Column('text')
  readonly channel!: Channel;

  @Column('text', { nullable: true })
  readonly language!: string | null;

  @Column('text')
  readonly createdBy!: string;

  @Column('text', { nullable: true })
  readonly externalId!: string | null;

  @Column('text', { nullable: true })
  readonly product!: string | null;

  @Column('text', { nullable: true })
  readonly assetTag!: string | null;

  @ForeignKey('product')
  @Column('uuid', { nullable: true })
  readonly productId!: string | null;

  @ForeignKey('asset')
  @Column('uuid', { nullable: true })
  readonly assetId!: string | null;

  @Column('text', { nullable: true })
  readonly location!: string | null;

  @Column('text', { nullable: true })
  readonly symptom!: string | null;

  @Column('text', { nullable: true })
  readonly underlyingProblem!: string | null;

  @Column('text', { nullable: true })
  readonly goal!: string | null;

  @Column('text')
  readonly impact!: Level;

  @Column('text')
  readonly urgency!: Level;

  @Column('text', { nullable: true })
  readonly priority!: Priority | null;

  @Column('text', { nullable: true })
  readonly entitlement!: Entitlement | null;

  @Column('text', { nullable: true })
  readonly entitlementReason!: string | null;

  @Column('jsonb', { nullable: true })
  readonly requestedRoute!: RequestedRoute | null;

  @ForeignKey('tier')
  @Column('integer', { nullable: true })
  readonly tier!: number | null;

  @ForeignKey('sector')
  @Column('text', { nullable: true })
  readonly sector!: string | null;

  @ForeignKey('team')
  @Column('uuid', { nullable: true })
  readonly teamId!: string | null;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly assigneeId!: string | null;

  @Column('integer', { nullable: true })
  readonly stayVersion!: number | null;

  @Column('timestamptz', { nullable: true })
  readonly queuedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly receivedByTierAt!: Date | null;

  @Column('integer', { nullable: true })
  readonly handedOverFrom!: number | null;

  @Column('integer', { default: 0 })
  readonly bounces!: number;

  @Column('text', { nullable: true })
  readonly waitFor!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly waitUntil!: Date | null;

  @Column('uuid', { nullable: true })
  readonly vendorCaseId!: string | null;

  @Column('text', { nullable: true })
  readonly solution!: string | null;

  @Column('text', { nullable: true })
  readonly solutionCode!: string | null;

  @Column('boolean', { nullable: true })
  readonly l1Capable!: boolean | null;

  @ForeignKey('ticket')
  @Column('uuid', { nullable: true })
  readonly mergedInto!: string | null;

  @Column('text', { array: true, default: () => "'{}'" })
  readonly tags!: readonly string[];

  /** Agents who ever did something on it or were named on it: they may read it wherever it goes. */
  @Column('uuid', { array: true, default: () => "'{}'" })
  readonly knownTo!: readonly string[];

  @Column('timestamptz')
  readonly createdAt!: Date;

  @Column('timestamptz')
  readonly updatedAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly resolvedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly closedAt!: Date | null;
}
