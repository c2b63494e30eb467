import type { Actor } from '#domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by every app, only through the ticket store. */
@Entity('post')
@Index('post_ticket', ['ticketId', 'createdAt', 'id'])
export class PostEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('text')
  readonly authorKind!: Actor['kind'];

  @Column('text')
  readonly authorId!: string;

  @Column('text', { nullable: true })
  readonly authorName!: string | null;

  @Column('boolean')
  readonly public!: boolean;

  @Column('text')
  readonly body!: string;

  @Column('timestamptz')
  readonly createdAt!: Date;
}
