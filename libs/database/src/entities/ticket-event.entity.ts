import type { Actor } from '#domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { THIS_TRANSACTION } from './this-transaction.js';

/** Written by every app, only through the ticket store; append-only. */
@Entity('ticket_event')
@Index('ticket_event_tx', { synchronize: false })
export class TicketEventEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  @PrimaryColumn('integer')
  readonly version!: number;

  @Column('text')
  readonly type!: string;

  @Column('timestamptz')
  readonly at!: Date;

  @Column('text')
  readonly actorKind!: Actor['kind'];

  @Column('text')
  readonly actorId!: string;

  @Column('text', { nullable: true })
  readonly actorName!: string | null;

  @Column('boolean')
  readonly public!: boolean;

  @Column('jsonb')
  readonly data!: Readonly<Record<string, unknown>>;

  /** The transaction that wrote it; null: from before there was a live stream. */
  @Column('bigint', { nullable: true, default: () => THIS_TRANSACTION })
  readonly tx!: number | null;
}
