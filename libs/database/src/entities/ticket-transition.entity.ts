import type { Action, Actor, State } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by every app, only through the ticket store; append-only. */
@Index('ticket_transition_at', { synchronize: false })
@Entity('ticket_transition')
@Check('ticket_transition_legal', 'one of the legal transitions of the lifecycle')
export class TicketTransitionEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  @PrimaryColumn('integer')
  readonly version!: number;

  @Column('text')
  readonly fromState!: State;

  @Column('text')
  readonly action!: Action;

  @Column('text')
  readonly toState!: State;

  @Column('integer', { nullable: true })
  readonly tier!: number | null;

  @Column('text', { nullable: true })
  readonly sector!: string | null;

  @Column('uuid', { nullable: true })
  readonly assigneeId!: string | null;

  @Column('text')
  readonly actorKind!: Actor['kind'];

  @Column('text')
  readonly actorId!: string;

  @Column('timestamptz')
  readonly at!: Date;
}
