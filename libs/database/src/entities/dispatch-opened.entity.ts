import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A ticket of a queue that is pushed, which everybody may take because everybody there was asked in vain. Written by tier-worker. */
@Entity('dispatch_opened')
export class DispatchOpenedEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  /** Of the wait it is about: once the ticket waits anew, it is offered anew. */
  @Column('timestamptz')
  readonly queuedAt!: Date;

  @Column('timestamptz')
  readonly at!: Date;
}
