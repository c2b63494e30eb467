import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Written by intake. */
@Entity('asset')
@Unique(['tag'])
@Index('asset_tag_lower', { synchronize: false })
export class AssetEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly tag!: string;

  @ForeignKey('product')
  @Column('uuid')
  readonly productId!: string;

  @ForeignKey('organisation')
  @Column('uuid', { nullable: true })
  readonly organisationId!: string | null;

  @ForeignKey('contact')
  @Column('uuid', { nullable: true })
  readonly contactId!: string | null;

  @Column('text', { nullable: true })
  readonly serialNumber!: string | null;

  @Column('text', { nullable: true })
  readonly location!: string | null;

  @Column('date', { nullable: true })
  readonly warrantyUntil!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
