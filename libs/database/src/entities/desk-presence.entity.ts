import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who looks at a ticket, or writes on it, and until when that counts. Not in the write-ahead log. Written by tier-worker. */
@Entity('desk_presence')
@Check('desk_presence_mode_check', "mode IN ('viewing', 'writing')")
@Index('desk_presence_until', ['until'])
export class DeskPresenceEntity {
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  @PrimaryColumn('uuid')
  readonly agentId!: string;

  /** Tells an agent's screens apart; empty: he did not name it. */
  @PrimaryColumn('text')
  readonly screen!: string;

  @Column('text')
  readonly mode!: 'viewing' | 'writing';

  @Column('timestamptz')
  readonly since!: Date;

  @Column('timestamptz')
  readonly until!: Date;
}
