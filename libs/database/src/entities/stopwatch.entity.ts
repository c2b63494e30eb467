import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. An agent's running watch: one at a time. */
@Entity('stopwatch')
@Check('stopwatch_kind_check', "kind IN ('call', 'remote', 'on-site', 'research', 'other')")
export class StopwatchEntity {
  @ForeignKey('agent')
  @PrimaryColumn('uuid')
  readonly agentId!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  /** Whose time it is: where the ticket was when the watch was started, or the tier that was asked for advice. */
  @Column('integer', { nullable: true })
  readonly tier!: number | null;

  @Column('text')
  readonly kind!: string;

  @Column('boolean')
  readonly withCustomer!: boolean;

  @ForeignKey('consultation')
  @Column('uuid', { nullable: true })
  readonly consultationId!: string | null;

  @Column('timestamptz')
  readonly startedAt!: Date;
}
