import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Written by the ticket stores with every post; intake deletes what it has made findable. */
@Entity('post_to_index')
export class PostToIndexEntity {
  @PrimaryColumn('uuid')
  readonly postId!: string;

  /** The ticket's. */
  @Column('bigint')
  readonly number!: number;
}
