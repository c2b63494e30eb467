import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Written by tier-worker. */
@Entity('team')
@Unique(['name'])
export class TeamEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  @ForeignKey('tier')
  @Column('integer')
  readonly tier!: number;

  @ForeignKey('sector')
  @Column('text', { nullable: true })
  readonly sector!: string | null;

  /** Somebody else's people: they see only what overflowed to them, and what they hold or touched. */
  @Column('boolean', { default: false })
  readonly partner!: boolean;
}
