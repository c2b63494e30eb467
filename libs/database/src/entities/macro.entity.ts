import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. */
@Entity('macro')
@Check('macro_does_check', "does IN ('nothing', 'reply', 'note', 'ask-customer', 'resolve')")
@Check('macro_code_check', "(does = 'resolve') = (code IS NOT NULL)")
@Check('macro_to_sector_check', "to_sector IS NULL OR does IN ('nothing', 'reply', 'note')")
@Index('macro_owner', ['ownerId'])
export class MacroEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  /** Null: everybody's. */
  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly ownerId!: string | null;

  /** Empty: for tickets at any tier; likewise sectors. */
  @Column('integer', { array: true })
  readonly tiers!: number[];

  @Column('text', { array: true })
  readonly sectors!: string[];

  @Column('jsonb')
  readonly texts!: readonly { readonly language: string; readonly body: string }[];

  @Column('text')
  readonly defaultLanguage!: string;

  @Column('text')
  readonly does!: string;

  /** Of the solution, when it resolves. */
  @Column('text', { nullable: true })
  readonly code!: string | null;

  /** Where it sends the ticket, within its tier. */
  @ForeignKey('sector')
  @Column('text', { nullable: true })
  readonly toSector!: string | null;

  @Column('text', { array: true })
  readonly addTags!: string[];

  @Column('text', { array: true })
  readonly removeTags!: string[];

  @Column('boolean', { default: true })
  readonly active!: boolean;

  @ForeignKey('agent')
  @Column('uuid')
  readonly changedBy!: string;

  @Column('timestamptz', { default: () => 'now()' })
  readonly changedAt!: Date;
}
