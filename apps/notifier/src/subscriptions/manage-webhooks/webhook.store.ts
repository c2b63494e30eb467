import { Database, newId, tellSettings } from '#database';
import { Inject, Injectable } from '@nestjs/common';
import type { NewWebhook, Webhook, WebhookChanges } from './webhooks.schemas.js';

/** The subscriptions. Their secrets are written here and read only where something is signed. */
@Injectable()
export class WebhookStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first; `before` is the id of the last one seen. */
  list(page: { readonly limit: number; readonly before: string | null }): Promise<Webhook[]> {
    return this.database.read<Webhook>(listWebhooks, [page.before, page.limit]);
  }

  async find(id: string): Promise<Webhook | null> {
    return (await this.database.read<Webhook>(findWebhook, [id]))[0] ?? null;
  }

  /** Null when the name is taken. */
  async create(wanted: NewWebhook, secret: string): Promise<Webhook | null> {
    const { name, url, events, organisation, internal } = wanted;
    const values = [newId(), name, url, secret, events, organisation ?? null, internal];
    return (await this.database.read<Webhook>(insertWebhook, values))[0] ?? null;
  }

  /** Null when there is none. What is named changes; `active` and a new address begin to count failures anew. */
  async change(id: string, { name, url, events, active }: WebhookChanges): Promise<Webhook | null> {
    const values = [id, name ?? null, url ?? null, events !== undefined, events ?? null, active ?? null];
    return (await this.database.read<Webhook>(updateWebhook, values))[0] ?? null;
  }

  /** Null when there is none. */
  async rotate(id: string, secret: string, overlapHours: number): Promise<Webhook | null> {
    return (await this.database.read<Webhook>(rotateSecret, [id, secret, overlapHours]))[0] ?? null;
  }

  /** False when there is none. What was delivered goes first, in small commits: there may be much of it. */
  async remove(id: string): Promise<boolean> {
    if (!(await this.change(id, { active: false }))) return false;
    while ((await this.database.read(removeDeliveries, [id, AT_ONCE])).length === AT_ONCE);
    return (await this.database.read(removeWebhook, [id])).length > 0;
  }
}

const AT_ONCE = 5_000;

const columns = `id, name, url, events, organisation_id AS organisation, internal, active, disabled_at AS "disabledAt",
  disabled_reason AS "disabledReason", failures, failing_since AS "failingSince", created_at AS "createdAt",
  CASE WHEN previous_secret_until > now() THEN previous_secret_until END AS "previousSecretUntil"`;

const listWebhooks = {
  name: 'webhook-list',
  text: `SELECT ${columns} FROM webhook_subscription WHERE $1::uuid IS NULL OR id < $1::uuid ORDER BY id DESC LIMIT $2`,
};
const findWebhook = { name: 'webhook-find', text: `SELECT ${columns} FROM webhook_subscription WHERE id = $1` };
const insertWebhook = {
  name: 'webhook-insert',
  text: tellSettings(
    'webhooks',
    `INSERT INTO webhook_subscription (id, name, url, secret, events, organisation_id, internal)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING RETURNING ${columns}`,
  ),
};
const beginsAnew = `$6::boolean IS NOT NULL OR $3::text IS NOT NULL`;
const updateWebhook = {
  name: 'webhook-update',
  text: tellSettings(
    'webhooks',
    `UPDATE webhook_subscription SET name = coalesce($2, name), url = coalesce($3::text, url),
      events = CASE WHEN $4::boolean THEN $5::text[] ELSE events END, active = coalesce($6::boolean, active),
      disabled_at = CASE WHEN $6::boolean THEN NULL ELSE disabled_at END,
      disabled_reason = CASE WHEN $6::boolean THEN NULL ELSE disabled_reason END,
      failures = CASE WHEN ${beginsAnew} THEN 0 ELSE failures END,
      failing_since = CASE WHEN ${beginsAnew} THEN NULL ELSE failing_since END
    WHERE id = $1 RETURNING ${columns}`,
  ),
};
const rotateSecret = {
  name: 'webhook-rotate',
  text: tellSettings(
    'webhooks',
    `UPDATE webhook_subscription SET secret = $2,
      previous_secret = CASE WHEN $3::int > 0 THEN secret END,
      previous_secret_until = CASE WHEN $3::int > 0 THEN now() + make_interval(hours => $3::int) END
    WHERE id = $1 RETURNING ${columns}`,
  ),
};
const removeDeliveries = {
  name: 'webhook-remove-deliveries',
  text: `DELETE FROM webhook_delivery WHERE id = ANY (ARRAY(
      SELECT id FROM webhook_delivery WHERE subscription_id = $1 ORDER BY id LIMIT $2)) RETURNING 1`,
};
const removeWebhook = {
  name: 'webhook-remove',
  text: tellSettings('webhooks', 'DELETE FROM webhook_subscription WHERE id = $1 RETURNING 1'),
};
