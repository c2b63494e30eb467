import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Written by intake: the words of a ticket and its posts, a moment after they were written. */
@Entity('ticket_search')
@Index('ticket_search_words', { synchronize: false })
export class TicketSearchEntity {
  @PrimaryColumn('bigint')
  readonly number!: number;

  @Column('tsvector')
  readonly words!: string;
}
