import { Database } from '#database';
import { Pruning } from '#service';
import { Injectable } from '@nestjs/common';

/** How long deliveries and their attempts can be read and replayed. */
const KEPT = '30 days';

/** Forgets deliveries that are old, whatever became of them. */
@Injectable()
export class PruneWebhooks extends Pruning {
  constructor(database: Database) {
    super(database, { name: 'PruneWebhooks', everyMs: 60 * 60_000, atOnce: 1_000, expired });
  }
}

/* Ids sort by time: the oldest are looked at, and no others. */
const expired = {
  name: 'webhook-delivery-prune',
  text: `DELETE FROM webhook_delivery WHERE id = ANY (ARRAY(
      SELECT id FROM (SELECT id, created_at FROM webhook_delivery ORDER BY id LIMIT $1) AS oldest
      WHERE created_at < now() - interval '${KEPT}'))
    RETURNING 1`,
};
