import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Written by notifier. */
@Entity('notification_cursor')
export class NotificationCursorEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  /** The last event of the ticket's log that was looked at. */
  @Column('integer')
  readonly version!: number;
}
