import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by vendor-gateway. */
@Entity('vendor_delivery')
@Index('vendor_delivery_case', ['caseId'])
@Index('vendor_delivery_due', { synchronize: false })
export class VendorDeliveryEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('vendor_case')
  @Column('uuid')
  readonly caseId!: string;

  @ForeignKey('vendor')
  @Column('uuid')
  readonly vendorId!: string;

  @Column('text')
  readonly payload!: string;

  @Column('integer', { default: 0 })
  readonly attempts!: number;

  @Column('timestamptz', { nullable: true })
  readonly nextAttemptAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly deliveredAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly failedAt!: Date | null;

  @Column('text', { nullable: true })
  readonly lastError!: string | null;

  @Column('text')
  readonly correlationId!: string;

  @Column('timestamptz')
  readonly createdAt!: Date;
}
