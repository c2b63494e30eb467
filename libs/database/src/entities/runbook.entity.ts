import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. What a runbook says stands in its versions. */
@Entity('runbook')
@ForeignKey('runbook_version', ['id', 'published'], ['runbookId', 'version'], { name: 'runbook_published' })
export class RunbookEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  /** The version that holds; null before the first was published. */
  @Column('integer', { nullable: true })
  readonly published!: number | null;

  @Column('timestamptz', { nullable: true })
  readonly archivedAt!: Date | null;

  @ForeignKey('agent')
  @Column('uuid')
  readonly createdBy!: string;

  @Column('timestamptz')
  readonly createdAt!: Date;
}
