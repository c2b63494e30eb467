import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by intake. */
@Entity('ticket_participant')
@Index('ticket_participant_contact', ['contactId'])
export class TicketParticipantEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  @ForeignKey('contact')
  @PrimaryColumn('uuid')
  readonly contactId!: string;

  @Column('boolean')
  readonly verified!: boolean;

  @Column('timestamptz')
  readonly addedAt!: Date;
}
