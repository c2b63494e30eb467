import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Written by intake. */
@Entity('product')
@Unique(['code'])
export class ProductEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly code!: string;

  @Column('text')
  readonly name!: string;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
