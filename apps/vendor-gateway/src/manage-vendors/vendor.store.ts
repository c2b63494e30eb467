import { Database, newId } from '#database';
import { Inject, Injectable } from '@nestjs/common';
import type { NewVendor, Vendor, VendorChanges } from './vendors.schemas.js';

/** The vendors. Their secrets are written here and read only where something is signed or verified. */
@Injectable()
export class VendorStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** All vendors, or those that are active, newest first; `before` is the id of the last one seen. */
  list(page: { readonly limit: number; readonly before: string | null; readonly all: boolean }): Promise<Vendor[]> {
    return this.database.read<Vendor>(listVendors, [page.before, page.limit, page.all]);
  }

  /** Null when the name is taken. */
  async create(wanted: NewVendor, secret: string): Promise<Vendor | null> {
    const values = [newId(), wanted.name, wanted.endpoint, secret, ...timesOf(wanted)];
    return (await this.database.read<Vendor>(insertVendor, values))[0] ?? null;
  }

  /** Null when there is no such vendor. */
  async change(id: string, changes: VendorChanges): Promise<Vendor | null> {
    const { name = null, endpoint = null, active = null } = changes;
    const values = [id, name, endpoint, active, ...timesOf(changes)];
    return (await this.database.read<Vendor>(updateVendor, values))[0] ?? null;
  }

  /** Null when there is no such vendor. */
  async rotate(id: string, secret: string, overlapHours: number): Promise<Vendor | null> {
    return (await this.database.read<Vendor>(rotateSecret, [id, secret, overlapHours]))[0] ?? null;
  }
}

/** What is not named is null: it stays as it is. */
const timesOf = (vendor: VendorChanges): (number | null)[] => [
  vendor.acknowledgeWithinSeconds ?? null,
  vendor.answerWithinSeconds ?? null,
  vendor.reminders ?? null,
  vendor.remindEverySeconds ?? null,
];

/** Whether a write failed because another vendor has that name. */
export const isNameTaken = (error: unknown): boolean => (error as { code?: string } | null)?.code === '23505';

const columns = `id, name, endpoint, active, created_at AS "createdAt",
  CASE WHEN previous_secret_until > now() THEN previous_secret_until END AS "previousSecretUntil",
  acknowledge_within_seconds AS "acknowledgeWithinSeconds", answer_within_seconds AS "answerWithinSeconds",
  reminders, remind_every_seconds AS "remindEverySeconds"`;

const listVendors = {
  name: 'vendor-list',
  text: `SELECT ${columns} FROM vendor WHERE ($1::uuid IS NULL OR id < $1::uuid) AND (active OR $3::boolean)
    ORDER BY id DESC LIMIT $2`,
};
const insertVendor = {
  name: 'vendor-insert',
  text: `INSERT INTO vendor (id, name, endpoint, secret, acknowledge_within_seconds, answer_within_seconds, reminders, remind_every_seconds)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (name) DO NOTHING RETURNING ${columns}`,
};
const updateVendor = {
  name: 'vendor-update',
  text: `UPDATE vendor SET name = coalesce($2, name), endpoint = coalesce($3, endpoint), active = coalesce($4::boolean, active),
      acknowledge_within_seconds = coalesce($5, acknowledge_within_seconds), answer_within_seconds = coalesce($6, answer_within_seconds),
      reminders = coalesce($7, reminders), remind_every_seconds = coalesce($8, remind_every_seconds)
    WHERE id = $1 RETURNING ${columns}`,
};
const rotateSecret = {
  name: 'vendor-rotate-secret',
  text: `UPDATE vendor SET secret = $2,
      previous_secret = CASE WHEN $3::int > 0 THEN secret END,
      previous_secret_until = CASE WHEN $3::int > 0 THEN now() + make_interval(hours => $3::int) END
    WHERE id = $1 RETURNING ${columns}`,
};
