import type { Actor } from '#domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EXPRESSION_OF_THE_MIGRATION } from './generated-column.js';

/** Written by every app, only through the ticket store. */
@Entity('post')
@Index('post_search', { synchronize: false })
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

  @Column({
    type: 'tsvector',
    generatedType: 'STORED',
    asExpression: EXPRESSION_OF_THE_MIGRATION,
    select: false,
    insert: false,
    update: false,
    nullable: true,
  })
  readonly search!: string | null;
}
