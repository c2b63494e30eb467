import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Written by tier-worker. */
@Entity('tier')
@Check('tier_number_check', '(number >= 1) AND (number <= 99)')
@Unique(['name'])
export class TierEntity {
  @PrimaryColumn('integer')
  readonly number!: number;

  @Column('text')
  readonly name!: string;

  @Column('boolean', { default: true })
  readonly mayResolve!: boolean;

  @Column('boolean', { default: false })
  readonly mayAskVendor!: boolean;
}
