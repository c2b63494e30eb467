import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Written by sla-monitor. */
@Entity('calendar')
@Check('calendar_code_check', "code ~ '^[a-z0-9][a-z0-9-]{0,62}$'")
@Unique(['version'])
export class CalendarEntity {
  @PrimaryColumn('text')
  readonly code!: string;

  @Column('text')
  readonly name!: string;

  /** The one that counts for clocks that start now. */
  @ForeignKey('calendar_version')
  @Column('integer')
  readonly version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  readonly updatedAt!: Date;
}
