import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Written by standalone. */
@Entity('demo')
@Check('demo_id_check', 'id')
export class DemoEntity {
  @PrimaryColumn('boolean', { default: true })
  readonly id!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  readonly begunAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly toldAt!: Date | null;
}
