import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. Advice that is asked of another tier while the ticket stays where it is. */
@Entity('consultation')
@Check('consultation_state_check', "state IN ('open', 'taken', 'answered', 'withdrawn')")
@Check('consultation_check', "(state = 'taken') <= (taken_by IS NOT NULL)")
@Check('consultation_check1', '(taken_by IS NULL) = (taken_at IS NULL)')
@Check('consultation_check2', "(state IN ('answered', 'withdrawn')) = (ended_at IS NOT NULL)")
@Check('consultation_check3', "(state = 'answered') = (answer_post_id IS NOT NULL)")
@Index('consultation_of_ticket', ['ticketId'])
@Index('consultation_live', { synchronize: false })
@Index('consultation_asked', ['askedAt'])
export class ConsultationEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly ticketId!: string;

  @Column('text')
  readonly state!: 'open' | 'taken' | 'answered' | 'withdrawn';

  @ForeignKey('tier')
  @Column('integer')
  readonly fromTier!: number;

  @ForeignKey('tier')
  @Column('integer')
  readonly toTier!: number;

  @ForeignKey('sector')
  @Column('text', { nullable: true })
  readonly sector!: string | null;

  /** The only team that may take it; null: every team of the tier and sector. */
  @ForeignKey('team')
  @Column('uuid', { nullable: true })
  readonly teamId!: string | null;

  /** The consultation that was asked again. */
  @ForeignKey('consultation')
  @Column('uuid', { nullable: true })
  readonly follows!: string | null;

  @Column('uuid')
  readonly questionPostId!: string;

  @ForeignKey('agent')
  @Column('uuid')
  readonly askedBy!: string;

  @Column('timestamptz')
  readonly askedAt!: Date;

  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly takenBy!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly takenAt!: Date | null;

  @Column('uuid', { nullable: true })
  readonly answerPostId!: string | null;

  /** Who answered or withdrew it. */
  @ForeignKey('agent')
  @Column('uuid', { nullable: true })
  readonly endedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly endedAt!: Date | null;

  @Column('text', { nullable: true })
  readonly withdrawReason!: string | null;
}
