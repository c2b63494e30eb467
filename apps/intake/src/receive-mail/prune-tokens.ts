import { Database } from '#database';
import { Pruning } from '#service';
import { Injectable } from '@nestjs/common';

/** Removes tokens that are so old that no provider repeats their requests any more, or they are refused for their age. */
@Injectable()
export class PruneTokens extends Pruning {
  constructor(database: Database) {
    super(database, { name: 'PruneTokens', everyMs: 15 * 60_000, expired });
  }
}

const expired = {
  name: 'mail-prune-tokens',
  text: `DELETE FROM webhook_token WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM webhook_token
      WHERE seen_at < now() - interval '4 days'
      ORDER BY seen_at LIMIT $1 FOR UPDATE SKIP LOCKED))
    RETURNING 1`,
};
