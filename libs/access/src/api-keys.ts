import { Database, newId } from '#database';
import { DomainError } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from './caller.js';
import { hashToken, newToken } from './tokens.js';

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** An organisation's id, to which the key is then confined. */
  readonly organisationId?: string | null;
  readonly expiresAt?: Date | null;
  /** The admin's id. */
  readonly createdBy?: string | null;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The keys of API clients. Only their hashes are stored; intake serves them. */
@Injectable()
export class ApiKeys {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Makes a key; `key` is told here and never again. An unknown organisation: 422 `organisation.unknown`. */
  async create({
    name,
    scopes,
    organisationId = null,
    expiresAt = null,
    createdBy = null,
  }: NewApiKey): Promise<ApiKey & { readonly key: string }> {
    const key = newToken();
    const values = [newId(), name, hashToken(key), scopes, organisationId, createdBy, expiresAt];
    const [made] = await this.database.read<ApiKey>(insertKey, values);
    if (made) return { ...made, key };
    const detail = 'There is no such organisation; leave it out for a key that is not confined to one.';
    throw new DomainError('refused', 'organisation.unknown', detail, {
      errors: [{ pointer: '/organisation', detail }],
    });
  }

  /** All keys, newest first, a page of `limit`; `before` is the id of the last one seen. */
  list({ limit, before = null }: { readonly limit: number; readonly before?: string | null }): Promise<ApiKey[]> {
    return this.database.read<ApiKey>(listKeys, [before, limit]);
  }

  /** Ends a key at once. Doing it twice is no mistake; false when there is no such key. */
  async revoke(id: string): Promise<boolean> {
    return (await this.database.read(revokeKey, [id])).length > 0;
  }
}

const columns = `key.id, key.name, key.scopes, key.created_at AS "createdAt", key.expires_at AS "expiresAt",
  key.revoked_at AS "revokedAt",
  CASE WHEN organisation.id IS NULL THEN NULL
       ELSE json_build_object('id', organisation.id, 'name', organisation.name) END AS organisation`;

const insertKey = {
  name: 'api-key-insert',
  text: `
    WITH key AS (
      INSERT INTO api_key (id, name, hash, scopes, organisation_id, created_by, expires_at)
      SELECT $1::uuid, $2::text, $3::bytea, $4::text[], $5::uuid, $6::uuid, $7::timestamptz
      WHERE $5::uuid IS NULL OR EXISTS (SELECT FROM organisation WHERE id = $5::uuid)
      RETURNING *
    ) SELECT ${columns} FROM key LEFT JOIN organisation ON organisation.id = key.organisation_id`,
};
const listKeys = {
  name: 'api-key-list',
  text: `
    SELECT ${columns} FROM api_key key LEFT JOIN organisation ON organisation.id = key.organisation_id
    WHERE $1::uuid IS NULL OR key.id < $1::uuid ORDER BY key.id DESC LIMIT $2::int`,
};
const revokeKey = {
  name: 'api-key-revoke',
  text: `UPDATE api_key SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1::uuid RETURNING id`,
};
