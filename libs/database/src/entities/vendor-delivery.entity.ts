import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by vendor-gateway. */
@Entity('vendor_delivery')
@Check('vendor_delivery_kind_check', "kind IN ('case.opened', 'case.message', 'case.reminder')")
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

  @Column('text', { default: 'case.opened' })
  readonly kind!: 'case.opened' | 'case.message' | 'case.reminder';

  /** What an agent wrote, when this carries it. */
  @ForeignKey('post')
  @Column('uuid', { nullable: true })
  readonly postId!: string | null;
}
