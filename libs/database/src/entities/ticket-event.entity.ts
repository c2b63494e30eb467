import type { Actor } from '#domain';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Written by every app, only through the ticket store; append-only. */
@Entity('ticket_event')
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
}
