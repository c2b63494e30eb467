import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. Never changed: a correction is an entry of its own, whose seconds may be negative. */
@Entity('work_log')
@Check('work_log_kind_check', "kind IN ('call', 'remote', 'on-site', 'research', 'other')")
@Check('work_log_seconds_check', 'seconds > 0 OR (corrects IS NOT NULL AND seconds <> 0)')
@Check(
  'work_log_correction_check',
  '(corrects IS NULL) = (corrected_by IS NULL) AND (corrects IS NULL) = (reason IS NULL)',
)
@Index('work_log_ticket', ['ticketId'])
export class WorkLogEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('integer', { nullable: true })
  readonly tier!: number | null;

  @ForeignKey('agent')
  @Column('uuid')
  readonly agentId!: string;

  @Column('text')
  readonly kind!: string;

  @Column('integer')
  readonly seconds!: number;

  @Column('boolean')
  readonly withCustomer!: boolean;

  @Column('text', { nullable: true })
  readonly note!: string | null;

  @Column('timestamptz')
  readonly at!: Date;

  /** The entry that this one corrects. */
  @ForeignKey('work_log')
  @Column('uuid', { nullable: true })
  readonly corrects!: string | null;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly correctedBy!: string | null;

  @Column('text', { nullable: true })
  readonly reason!: string | null;

  /** The advice it was spent on. */
  @ForeignKey('consultation')
  @Column('uuid', { nullable: true })
  readonly consultationId!: string | null;
}
