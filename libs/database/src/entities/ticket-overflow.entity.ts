import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** The partner team that sees a ticket during one stay. Written by tier-worker. */
@Entity('ticket_overflow')
@Index('ticket_overflow_team', { synchronize: false })
export class TicketOverflowEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  /** It is over with this stay, whatever `endedAt` says. */
  @Column('integer')
  readonly stayVersion!: number;

  @ForeignKey('team')
  @Column('uuid')
  readonly teamId!: string;

  @Column('timestamptz')
  readonly beganAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly endedAt!: Date | null;
}
