import { Database } from '#database';
import { WorkLoop } from '#service';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

const EVERY_MS = 60 * 60_000;
const AT_ONCE = 1_000;
/** How long deliveries and their attempts can be read and replayed. */
const KEPT = '30 days';

/** Forgets deliveries that are old, whatever became of them. */
@Injectable()
export class PruneWebhooksLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({
    name: 'prune-webhooks',
    round: () => this.prune(),
    longestSleepMs: EVERY_MS,
  });

  constructor(@Inject(Database) private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** Forgets the oldest, in one small commit. Gives 0 when there may be more. */
  async prune(): Promise<0 | null> {
    const removed = await this.database.read(removeOldest, [AT_ONCE]);
    return removed.length === AT_ONCE ? 0 : null;
  }
}

/* Ids sort by time: the oldest are looked at, and no others. */
const removeOldest = {
  name: 'webhook-delivery-prune',
  text: `DELETE FROM webhook_delivery WHERE id = ANY (ARRAY(
      SELECT id FROM (SELECT id, created_at FROM webhook_delivery ORDER BY id LIMIT $1) AS oldest
      WHERE created_at < now() - interval '${KEPT}'))
    RETURNING 1`,
};
