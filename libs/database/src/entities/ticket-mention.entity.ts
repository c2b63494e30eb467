import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. Whoever was named on a ticket may read it from then on. */
@Entity('ticket_mention')
export class TicketMentionEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  @ForeignKey('agent')
  @PrimaryColumn('uuid')
  readonly agentId!: string;

  /** The note that names the agent. */
  @ForeignKey('post')
  @PrimaryColumn('uuid')
  readonly postId!: string;

  @ForeignKey('agent')
  @Column('uuid')
  readonly mentionedBy!: string;

  @Column('timestamptz')
  readonly mentionedAt!: Date;
}
