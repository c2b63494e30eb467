import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. */
@Entity('work_log')
@Check('work_log_kind_check', "kind IN ('call', 'remote', 'on-site', 'research', 'other')")
@Check('work_log_seconds_check', 'seconds > 0')
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
}
