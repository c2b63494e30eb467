import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Written by vendor-gateway. */
@Entity('vendor_case')
@Check(
  'vendor_case_state_check',
  "state IN ('sending', 'sent', 'acknowledged', 'needs-info', 'progress', 'resolved', 'rejected', 'undeliverable')",
)
@Check('vendor_case_awaits_check', "awaits IN ('acknowledgement', 'answer')")
@Unique(['number'])
@Index('vendor_case_ticket', ['ticketId'])
@Index('vendor_case_vendor', ['vendorId'])
@Index('vendor_case_watch', { synchronize: false })
export class VendorCaseEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('bigint', { default: () => "nextval('vendor_case_number')" })
  readonly number!: number;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @ForeignKey('vendor')
  @Column('uuid')
  readonly vendorId!: string;

  @Column('integer')
  readonly tier!: number;

  @Column('text')
  readonly state!: string;

  @Column('text')
  readonly subject!: string;

  @Column('text')
  readonly body!: string;

  @Column('text', { nullable: true })
  readonly vendorReference!: string | null;

  @Column('bigint', { default: 0 })
  readonly lastSequence!: number;

  @Column('timestamptz')
  readonly createdAt!: Date;

  @Column('timestamptz')
  readonly updatedAt!: Date;

  /** What the vendor owes us now; null while we owe it an answer, or it is over. */
  @Column('text', { nullable: true })
  readonly awaits!: 'acknowledgement' | 'answer' | null;

  /** When it must have spoken by its contract. */
  @Column('timestamptz', { nullable: true })
  readonly dueAt!: Date | null;

  /** When the watch acts next: a reminder, or the alert; null when it has nothing to do. */
  @Column('timestamptz', { nullable: true })
  readonly watchAt!: Date | null;

  @Column('integer', { default: 0 })
  readonly remindersSent!: number;

  @Column('timestamptz', { nullable: true })
  readonly alertedAt!: Date | null;
}
