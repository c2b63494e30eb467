import { newId } from '#database';
import { eventually } from '#testing';
import { createHash } from 'node:crypto';
import { FileMailLoop } from '../file-mail/file-mail.loop.js';
import type { TakenMail } from '../file-mail/taken-mail.js';
import type { IntakeWorld } from './intake-world.js';

export interface MailRow {
  readonly id: string;
  readonly state: string;
  readonly ticket_id: string | null;
  readonly post_id: string | null;
  readonly failure: string | null;
  readonly repeats: string | null;
  readonly seen: number;
  readonly attempts: number;
  readonly automatic: string | null;
}

interface Said {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly messageId?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

let count = 0;

/** A mail as it would come in. */
export function aMail({ from, to, subject, text, messageId, headers = {} }: Said = {}): string {
  count += 1;
  const all = {
    From: from ?? 'Kim <kim@customer.test>',
    To: to ?? 'help@desk.test',
    Subject: subject ?? 'The scanner loses its pairing',
    Date: new Date(Date.UTC(2026, 2, 1, 8, 0, count)).toUTCString(),
    ...(messageId !== null && { 'Message-ID': messageId ?? `<${count}@customer.test>` }),
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${head.join('\r\n')}\r\n\r\n${text ?? 'It pairs, works for a minute, and is gone.'}\r\n`;
}

/** Mails that come in at an intake, without a provider's door. */
export class Mails {
  constructor(private readonly world: IntakeWorld) {}

  /** A mail arrives and is filed; what became of it. */
  async file(source: string | Buffer): Promise<MailRow> {
    const id = await this.arrive(source);
    return this.filed(id);
  }

  /** A mail arrives, and nobody hears of it yet. */
  async arrive(source: string | Buffer, { format = 'mime', due = '0 seconds' } = {}): Promise<string> {
    const id = newId();
    const bytes = Buffer.from(source as string);
    await this.world.write(
      `INSERT INTO inbound_mail (id, provider, received_by, format, content_type, source, source_hash, correlation_id,
         received_at, last_seen_at, next_attempt_at)
       VALUES ($1, 'raw', 'test', $2, CASE $2 WHEN 'mime' THEN 'message/rfc822' ELSE 'application/json' END, $3, $4, $1::uuid::text, now(), now(), now() + $5::interval)`,
      [id, format, bytes, createHash('sha256').update(bytes).update(id).digest(), due],
    );
    return id;
  }

  /** As whoever takes it would have it. */
  taken(id: string, source: string): TakenMail {
    return {
      id,
      provider: 'raw',
      format: 'mime',
      contentType: 'message/rfc822',
      source: Buffer.from(source),
      sourceHash: createHash('sha256').update(source).update(id).digest(),
      envelope: {},
      correlationId: id,
      receivedAt: new Date(),
      attempts: 1,
      failure: null,
      forced: false,
      ticketId: null,
    };
  }

  async filed(id: string): Promise<MailRow> {
    this.world.get(FileMailLoop).wake();
    return eventually(
      async () => {
        const row = await this.row(id);
        if (row.state === 'received') throw new Error(`Mail ${id} is not filed yet: ${row.failure}`);
        return row;
      },
      { withinMs: 10_000 },
    );
  }

  async row(id: string): Promise<MailRow> {
    const [row] = await this.world.write('SELECT * FROM inbound_mail WHERE id = $1', [id]);
    return row as unknown as MailRow;
  }

  async mailbox(address: string, { reopenWithinDays = 14 } = {}): Promise<void> {
    await this.world.write(
      `INSERT INTO mailbox (id, address, name, reopen_within_days) VALUES ($1, $2, $2, $3)
       ON CONFLICT (address) DO UPDATE SET reopen_within_days = excluded.reopen_within_days`,
      [newId(), address, reopenWithinDays],
    );
  }
}
