import { Database } from '#database';
import { WorkLoop } from '#service';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

const EVERY_MS = 10 * 60_000;
const BATCH = 5_000;

/** Takes what was read long ago out of inboxes. One in each process; what one has in hand the others leave alone. */
@Injectable()
export class PruneInboxLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'prune-inbox', round: () => this.prune(), longestSleepMs: EVERY_MS });

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  async prune(): Promise<null> {
    while (!this.loop.isStopping && (await this.database.read(prune)).length === BATCH);
    return null;
  }
}

/* What happened is on the ticket's timeline for ever; what is unread stays. */
const prune = {
  name: 'desk-prune-inbox',
  text: `DELETE FROM inbox_entry WHERE id IN (
      SELECT id FROM inbox_entry WHERE read_at < now() - interval '90 days'
      ORDER BY read_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING 1`,
};
