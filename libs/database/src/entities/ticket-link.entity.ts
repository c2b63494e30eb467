import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. One level deep: a parent has no parent. */
@Entity('ticket_link')
@Check('ticket_link_itself_check', 'child_id <> parent_id')
@Index('ticket_link_parent', ['parentId', 'childId'])
export class TicketLinkEntity {
  @ForeignKey('ticket')
  @PrimaryColumn('uuid')
  readonly childId!: string;

  @ForeignKey('ticket')
  @Column('uuid')
  readonly parentId!: string;

  @ForeignKey('agent')
  @Column('uuid')
  readonly linkedBy!: string;

  @Column('timestamptz')
  readonly linkedAt!: Date;
}
