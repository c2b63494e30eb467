import { Batcher, Database, unseen } from '#database';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from './caller.js';
import { desksOf } from './desks.js';
import { hashToken } from './tokens.js';

/**
 * Finds out whose token this is. All tokens of one turn of the event loop go to PostgreSQL in one statement, and nothing
 * is remembered between requests: a revoked key, an ended session and a deactivated agent are nobody at once.
 */
@Injectable()
export class Credentials {
  private readonly batches: Batcher<string, Caller>;

  constructor(@Inject(Database) private readonly database: Database) {
    this.batches = new Batcher((tokens) => this.lookUp(tokens));
  }

  /** The caller a token stands for; null when it is unknown, expired or revoked. */
  callerOf(token: string): Promise<Caller | null> {
    return this.batches.get(token);
  }

  private async lookUp(tokens: readonly string[]): Promise<Map<string, Caller>> {
    const hashes = tokens.map(hashToken);
    const rows = await this.database.read<{ readonly position: number; readonly caller: Caller }>(findCallers, [
      hashes,
    ]);
    return new Map(rows.map(({ position, caller }) => [tokens[position - 1]!, caller]));
  }
}

const findCallers = {
  name: 'access-find-callers',
  text: `
    SELECT given.position::int AS position, json_build_object('kind', 'api-key', 'id', key.id, 'name', key.name,
        'scopes', key.scopes, 'organisationId', key.organisation_id) AS caller
      FROM unnest(${unseen('$1::bytea[]')}) WITH ORDINALITY AS given (hash, position)
      JOIN api_key key ON key.hash = given.hash
      WHERE key.revoked_at IS NULL AND (key.expires_at IS NULL OR key.expires_at > now())
    UNION ALL
    SELECT given.position::int, json_build_object('kind', 'agent', 'id', agent.id, 'name', agent.name,
        'email', agent.email, 'role', agent.role, 'desks', ${desksOf('agent.id')})
      FROM unnest(${unseen('$1::bytea[]')}) WITH ORDINALITY AS given (hash, position)
      JOIN session ON session.hash = given.hash
      JOIN agent ON agent.id = session.agent_id
      WHERE session.expires_at > now() AND agent.active`,
};
