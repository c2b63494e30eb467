import { Database } from '#database';
import { WorkLoop } from '#service';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { RESUMABLE_SECONDS } from './event-id.js';

const EVERY_MS = 60_000;
const BATCH = 5_000;

/** Takes away what nobody can be told any more. One in each process; what one has in hand the others leave alone. */
@Injectable()
export class PruneSignalsLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({
    name: 'prune-signals',
    round: () => this.prune(),
    longestSleepMs: EVERY_MS,
  });

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  private async prune(): Promise<null> {
    while (!this.loop.isStopping && (await this.database.read(prune)).length === BATCH);
    return null;
  }
}

/** In the order of their transactions, under that index; twice as old as any stream can still ask for. */
const prune = {
  name: 'live-prune',
  text: `DELETE FROM desk_signal WHERE id IN (
      SELECT id FROM desk_signal WHERE at < now() - interval '${RESUMABLE_SECONDS * 2} seconds'
      ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING 1`,
};
