import type { CalendarSpec } from '#domain';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Written by sla-monitor. A version never changes. */
@Entity('calendar_version')
export class CalendarVersionEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  readonly id!: number;

  @Column('jsonb')
  readonly spec!: CalendarSpec;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
