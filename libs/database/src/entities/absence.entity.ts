import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** When an agent is not there although the shift says so: leave, illness, training. Written by tier-worker. */
@Entity('absence')
@Check('absence_check', 'ends_at > begins_at')
@Index('absence_agent', ['agentId', 'endsAt'])
export class AbsenceEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('agent')
  @Column('uuid')
  readonly agentId!: string;

  @Column('timestamptz')
  readonly beginsAt!: Date;

  @Column('timestamptz')
  readonly endsAt!: Date;

  @Column('text', { nullable: true })
  readonly reason!: string | null;
}
