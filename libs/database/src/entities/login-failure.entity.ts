import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. */
@Entity('login_failure')
export class LoginFailureEntity {
  @PrimaryColumn('text')
  readonly account!: string;

  @PrimaryColumn('text')
  readonly address!: string;

  @Column('integer')
  readonly failures!: number;

  @Column('timestamptz')
  readonly firstAt!: Date;

  @Column('timestamptz', { nullable: true })
  readonly lockedUntil!: Date | null;
}
