import type { Actor } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by every app, only through the ticket store, as part of what it tells of; read marks by tier-worker, which also takes away what was read long ago. */
@Entity('inbox_entry')
@Check(
  'inbox_entry_kind_check',
  "kind IN ('mention', 'watched', 'assigned', 'customer-replied', 'consultation-answered')",
)
@Index('inbox_entry_unread', { synchronize: false })
@Index('inbox_entry_agent', { synchronize: false })
@Index('inbox_entry_read', { synchronize: false })
export class InboxEntryEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('agent')
  @Column('uuid')
  readonly agentId!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('text')
  readonly kind!: string;

  /** Of the last event that it tells of. */
  @Column('integer')
  readonly version!: number;

  @Column('text')
  readonly event!: string;

  @Column('text')
  readonly actorKind!: Actor['kind'];

  @Column('text')
  readonly actorId!: string;

  @Column('text', { nullable: true })
  readonly actorName!: string | null;

  @ForeignKey('post')
  @Column('uuid', { nullable: true })
  readonly postId!: string | null;

  /** Events that it tells of: until it is read, one entry tells of all that happens. */
  @Column('integer', { default: 1 })
  readonly times!: number;

  @Column('timestamptz')
  readonly at!: Date;

  @Column('timestamptz', { nullable: true })
  readonly readAt!: Date | null;
}
