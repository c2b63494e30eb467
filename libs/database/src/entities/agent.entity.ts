import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Written by tier-worker. */
@Entity('agent')
@Check('agent_capacity_check', 'capacity > 0')
@Check('agent_email_check', 'email = lower(email)')
@Check('agent_role_check', "role IN ('agent', 'lead', 'admin')")
@Unique(['email'])
export class AgentEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly email!: string;

  @Column('text')
  readonly name!: string;

  @Column('text')
  readonly role!: string;

  @Column('text')
  readonly passwordHash!: string;

  @Column('integer', { nullable: true })
  readonly capacity!: number | null;

  @Column('boolean', { default: true })
  readonly active!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;
}
