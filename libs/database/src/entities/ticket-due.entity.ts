import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * What lists by due time go by: a row for each ticket that ever waited or was promised anything. Written under the ticket's
 * lock, `queue` by the ticket store with every move, `dueAt` by sla-monitor with every change of its clocks.
 */
@Entity('ticket_due')
@Index('ticket_due_next', { synchronize: false })
@Index('ticket_due_queue', { synchronize: false })
export class TicketDueEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  @Column('bigint')
  readonly number!: string;

  /** The tier in whose queue it waits. */
  @Column('integer', { nullable: true })
  readonly queue!: number | null;

  /** When the promise that is due soonest is due, of all that run. */
  @Column('timestamptz', { nullable: true })
  readonly dueAt!: Date | null;
}
