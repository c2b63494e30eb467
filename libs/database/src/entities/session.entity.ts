import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. */
@Entity('session')
@Index('session_agent', ['agentId'])
export class SessionEntity {
  @PrimaryColumn('bytea')
  readonly hash!: Buffer;

  @ForeignKey('agent', { onDelete: 'CASCADE' })
  @Column('uuid')
  readonly agentId!: string;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz')
  readonly expiresAt!: Date;
}
