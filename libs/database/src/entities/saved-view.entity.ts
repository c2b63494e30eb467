import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker: filters somebody keeps under a name, for himself or for others too. */
@Entity('saved_view')
@Index('saved_view_owner', ['ownerId'])
export class SavedViewEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('agent', { onDelete: 'CASCADE' })
  @Column('uuid')
  readonly ownerId!: string;

  @Column('text')
  readonly name!: string;

  /** As in the query of `GET /tickets`. */
  @Column('jsonb')
  readonly filters!: Readonly<Record<string, string>>;

  @Column('text')
  readonly sort!: string;

  @Column('text', { array: true })
  readonly columns!: readonly string[];

  @Column('integer')
  readonly position!: number;

  @Column('boolean', { default: false })
  readonly forEverybody!: boolean;

  @Column('uuid', { array: true, default: '{}' })
  readonly forTeams!: readonly string[];

  @Column('integer', { array: true, default: '{}' })
  readonly forTiers!: readonly number[];

  @Column('timestamptz')
  readonly createdAt!: Date;

  @Column('timestamptz')
  readonly updatedAt!: Date;
}
