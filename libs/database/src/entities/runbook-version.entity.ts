import type { RunbookStep } from '#domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. Never changes once it is published; of a runbook at most one is a draft. */
@Entity('runbook_version')
@Check('runbook_version_version_check', 'version > 0')
@Index('runbook_version_draft', { synchronize: false })
export class RunbookVersionEntity {
  @ForeignKey('runbook')
  @PrimaryColumn('uuid')
  readonly runbookId!: string;

  @PrimaryColumn('integer')
  readonly version!: number;

  @Column('text')
  readonly title!: string;

  @Column('text', { nullable: true })
  readonly summary!: string | null;

  @Column('text', { nullable: true })
  readonly language!: string | null;

  /** For whose agents. */
  @Column('integer', { array: true })
  readonly tiers!: readonly number[];

  /** Empty: for every sector. The same for products and words. */
  @Column('text', { array: true })
  readonly sectors!: readonly string[];

  @Column('uuid', { array: true })
  readonly productIds!: readonly string[];

  @Column('text', { array: true })
  readonly words!: readonly string[];

  @Column('boolean')
  readonly requiredBeforeEscalation!: boolean;

  @Column('jsonb')
  readonly steps!: readonly RunbookStep[];

  @ForeignKey('agent')
  @Column('uuid')
  readonly changedBy!: string;

  @Column('timestamptz')
  readonly changedAt!: Date;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly publishedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly publishedAt!: Date | null;
}
