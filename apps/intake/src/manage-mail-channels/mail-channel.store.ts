import { Database, newId, tellSettings } from '#database';
import { Inject, Injectable } from '@nestjs/common';
import type { Channel, ChannelChanges, TestOutcome } from './mail-channels.schemas.js';

/** A channel as it lies in its row: without the URLs, which depend on where we are. */
export type StoredChannel = Omit<Channel, 'url'>;

export interface ChannelToStore {
  readonly name: string;
  readonly provider: string;
  /** As it is kept: of a password only its hash. */
  readonly secret: string | null;
  readonly settings: object;
}

/** The channels through which mail comes in. */
@Injectable()
export class MailChannelStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first; `before` is the id of the last one seen. */
  list({ before, limit }: { readonly before: string | null; readonly limit: number }): Promise<StoredChannel[]> {
    return this.database.read<StoredChannel>(listChannels, [before, limit]);
  }

  async one(id: string): Promise<StoredChannel | null> {
    return (await this.database.read<StoredChannel>(findChannel, [id]))[0] ?? null;
  }

  /** Null when the name is taken. */
  async create({ name, provider, secret, settings }: ChannelToStore): Promise<StoredChannel | null> {
    const values = [newId(), name, provider, secret, JSON.stringify(settings)];
    return (await this.database.read<StoredChannel>(insertChannel, values))[0] ?? null;
  }

  /** Null when there is no such channel. Rejects (23505) when the name is taken. */
  async change(id: string, { name, active, ...settings }: ChannelChanges): Promise<StoredChannel | null> {
    const values = [id, name ?? null, active ?? null, JSON.stringify(settings)];
    return (await this.database.read<StoredChannel>(updateChannel, values))[0] ?? null;
  }

  async rotate(id: string, secret: string, overlapHours: number): Promise<StoredChannel | null> {
    return (await this.database.read<StoredChannel>(rotateSecret, [id, secret, overlapHours]))[0] ?? null;
  }

  /** What became of a mail so far. */
  async outcomeOf(mailId: string): Promise<Omit<TestOutcome, 'mailId'>> {
    return (await this.database.read<Omit<TestOutcome, 'mailId'>>(findOutcome, [mailId]))[0]!;
  }
}

const columns = `id, name, provider, active, created_at AS "createdAt",
  CASE WHEN previous_secret_until > now() THEN previous_secret_until END AS "previousSecretUntil",
  coalesce(settings->'topics', '[]') AS topics, coalesce(settings->'publicKeys', '[]') AS "publicKeys",
  coalesce(settings->'subscriptions', '{}') AS subscriptions`;

const listChannels = {
  name: 'mail-channel-list',
  text: `SELECT ${columns} FROM mail_channel WHERE provider <> 'raw' AND ($1::uuid IS NULL OR id < $1::uuid)
    ORDER BY id DESC LIMIT $2::int`,
};
const findChannel = {
  name: 'mail-channel-find',
  text: `SELECT ${columns} FROM mail_channel WHERE id = $1::uuid AND provider <> 'raw'`,
};
const insertChannel = {
  name: 'mail-channel-insert',
  text: tellSettings(
    'mail',
    `INSERT INTO mail_channel (id, name, provider, secret, settings) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (name) DO NOTHING RETURNING ${columns}`,
  ),
};
const updateChannel = {
  name: 'mail-channel-update',
  text: tellSettings(
    'mail',
    `UPDATE mail_channel SET name = coalesce($2, name), active = coalesce($3::boolean, active), settings = settings || $4::jsonb
    WHERE id = $1::uuid AND provider <> 'raw' RETURNING ${columns}`,
  ),
};
const rotateSecret = {
  name: 'mail-channel-rotate',
  text: tellSettings(
    'mail',
    `UPDATE mail_channel SET secret = $2,
      previous_secret = CASE WHEN $3::int > 0 THEN secret END,
      previous_secret_until = CASE WHEN $3::int > 0 THEN now() + make_interval(hours => $3::int) END
    WHERE id = $1::uuid RETURNING ${columns}`,
  ),
};
const findOutcome = {
  name: 'mail-channel-test-outcome',
  text: `SELECT mail.state, mail.failure, 'T-' || ticket.number AS ticket
    FROM inbound_mail mail LEFT JOIN ticket ON ticket.id = mail.ticket_id WHERE mail.id = $1::uuid`,
};
