import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Written by sla-monitor. */
@Entity('clock_cursor')
export class ClockCursorEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  @Column('integer')
  readonly version!: number;

  @Column('timestamptz', { nullable: true })
  readonly openedAt!: Date | null;

  @Column('text', { nullable: true })
  readonly priority!: string | null;

  @Column('text', { nullable: true })
  readonly entitlement!: string | null;

  /** The last change of policies that this ticket's clocks go by. */
  @Column('integer')
  readonly change!: number;

  @Column('text', { nullable: true })
  readonly state!: string | null;

  /** The case that was last told to a vendor. */
  @Column('uuid', { nullable: true })
  readonly vendorCaseId!: string | null;
}
