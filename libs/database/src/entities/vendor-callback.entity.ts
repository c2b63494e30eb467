import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by vendor-gateway. */
@Entity('vendor_callback')
@Index('vendor_callback_case', ['caseId', 'sequence'])
export class VendorCallbackEntity {
  @ForeignKey('vendor')
  @PrimaryColumn('uuid')
  readonly vendorId!: string;

  @PrimaryColumn('text')
  readonly messageId!: string;

  @ForeignKey('vendor_case')
  @Column('uuid')
  readonly caseId!: string;

  @Column('bigint')
  readonly sequence!: number;

  @Column('text')
  readonly kind!: string;

  @Column('text', { nullable: true })
  readonly message!: string | null;

  @Column('text', { nullable: true })
  readonly reference!: string | null;

  @Column('boolean')
  readonly applied!: boolean;

  @Column('timestamptz')
  readonly receivedAt!: Date;
}
