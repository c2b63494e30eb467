import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Written by intake. */
@Entity('webhook_token')
@Index('webhook_token_seen_at', ['seenAt'])
export class WebhookTokenEntity {
  @PrimaryColumn('text')
  readonly scope!: string;

  @PrimaryColumn('text')
  readonly token!: string;

  @Column('bytea')
  readonly sourceHash!: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  readonly seenAt!: Date;
}
