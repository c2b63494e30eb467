import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Written by triage. */
@Entity('routing_rule')
@Unique(['position'], { deferrable: 'INITIALLY IMMEDIATE' })
export class RoutingRuleEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('integer')
  readonly position!: number;

  @Column('text')
  readonly name!: string;

  @Column('text', { array: true, default: () => "'{}'" })
  readonly words!: readonly string[];

  @ForeignKey('product')
  @Column('uuid', { nullable: true })
  readonly productId!: string | null;

  @ForeignKey('organisation')
  @Column('uuid', { nullable: true })
  readonly organisationId!: string | null;

  @ForeignKey('sector')
  @Column('text', { nullable: true })
  readonly sector!: string | null;

  @ForeignKey('tier')
  @Column('integer')
  readonly tier!: number;

  @Column('boolean', { default: true })
  readonly enabled!: boolean;
}
