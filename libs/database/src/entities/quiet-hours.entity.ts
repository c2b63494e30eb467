import type { CalendarSpec } from '#domain';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Written by notifier: when automatic mail may arrive. */
@Entity('quiet_hours')
@Unique('quiet_hours_organisation_id_key', ['organisationId'])
export class QuietHoursEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  /** Null: for everybody whose organisation has none of its own. */
  @ForeignKey('organisation')
  @Column('uuid', { nullable: true })
  readonly organisationId!: string | null;

  @Column('jsonb')
  readonly calendar!: CalendarSpec;

  @Column('timestamptz', { default: () => 'now()' })
  readonly updatedAt!: Date;
}
