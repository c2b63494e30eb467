import { Entity, Index, PrimaryColumn } from 'typeorm';

/** Written by intake: every word that some ticket was ever found by, for searches by a part of one. */
@Entity('search_word')
@Index('search_word_parts', { synchronize: false })
export class SearchWordEntity {
  @PrimaryColumn('text')
  readonly word!: string;
}
