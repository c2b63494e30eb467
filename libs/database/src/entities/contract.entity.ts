import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by intake. */
@Entity('contract')
@Check('contract_check', 'ends_on >= starts_on')
@Check('contract_kind_check', "kind IN ('premium', 'service')")
@Index('contract_organisation', ['organisationId'])
export class ContractEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('organisation')
  @Column('uuid')
  readonly organisationId!: string;

  @Column('text')
  readonly kind!: string;

  @Column('text')
  readonly name!: string;

  @ForeignKey('product')
  @Column('uuid', { nullable: true })
  readonly productId!: string | null;

  @Column('date')
  readonly startsOn!: string;

  @Column('date')
  readonly endsOn!: string;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
