import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Written by intake. */
@Entity('alert')
@Check('alert_status_check', "status IN ('firing', 'resolved')")
@Unique(['source', 'fingerprint'])
@Index('alert_ticket', ['ticketId'])
@Index('alert_settle', { synchronize: false })
export class AlertEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  /** Whose fingerprint it is: an API key's, or a named source's. */
  @Column('text')
  readonly source!: string;

  @Column('text')
  readonly fingerprint!: string;

  /** The ticket that is open for it, or was the last one. */
  @Column('uuid')
  readonly ticketId!: string;

  @Column('text')
  readonly status!: 'firing' | 'resolved';

  @Column('text')
  readonly name!: string;

  @Column('text', { nullable: true })
  readonly severity!: string | null;

  /** Severity and annotations without their figures, hashed: tells when it says something new. */
  @Column('text')
  readonly shape!: string;

  @Column('timestamptz')
  readonly startsAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly endsAt!: Date | null;

  /** How often it was told firing since its ticket was opened. */
  @Column('integer')
  readonly seen!: number;

  @Column('timestamptz')
  readonly firstSeenAt!: Date;

  @Column('timestamptz')
  readonly lastSeenAt!: Date;

  /** When the ticket's log last heard of it. */
  @Column('timestamptz')
  readonly toldAt!: Date;

  /** When to look again whether its ticket, which triage had not seen by the end of the alert, can be resolved. */
  @Column('timestamptz', { nullable: true })
  readonly settleAt!: Date | null;
}
