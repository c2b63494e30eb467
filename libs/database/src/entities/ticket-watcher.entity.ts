import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. */
@Entity('ticket_watcher')
@Index('ticket_watcher_agent', ['agentId', 'ticketId'])
export class TicketWatcherEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  @ForeignKey('agent')
  @PrimaryColumn('uuid')
  readonly agentId!: string;

  @ForeignKey('agent')
  @Column('uuid')
  readonly addedBy!: string;

  @Column('timestamptz', { default: () => 'now()' })
  readonly addedAt!: Date;
}
