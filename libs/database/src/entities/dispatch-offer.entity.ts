import type { OfferState } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A ticket that was offered to an agent, and what became of it. Written by tier-worker. */
@Entity('dispatch_offer')
@Check('dispatch_offer_state_check', "state IN ('offered', 'accepted', 'declined', 'timed-out', 'withdrawn')")
@Index('dispatch_offer_live', { synchronize: false })
@Index('dispatch_offer_expires', { synchronize: false })
@Index('dispatch_offer_agent', { synchronize: false })
@Index('dispatch_offer_ticket', ['ticketId', 'offeredAt'])
export class DispatchOfferEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('integer')
  readonly stayVersion!: number;

  @ForeignKey('agent')
  @Column('uuid')
  readonly agentId!: string;

  @Column('integer')
  readonly tier!: number;

  @Column('text', { nullable: true })
  readonly sector!: string | null;

  @Column('text')
  readonly state!: OfferState;

  /** Why this agent: `skills`, `affinity`, `load` or `turn`. */
  @Column('text')
  readonly because!: string;

  /** Skills that were asked for in vain, and are no longer. */
  @Column('text', { array: true, default: () => "'{}'" })
  readonly droppedSkills!: readonly string[];

  @Column('timestamptz')
  readonly offeredAt!: Date;

  @Column('timestamptz')
  readonly expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly endedAt!: Date | null;

  @Column('text', { nullable: true })
  readonly reasonCode!: string | null;

  @Column('text', { nullable: true })
  readonly note!: string | null;
}
