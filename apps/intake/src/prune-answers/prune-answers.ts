import { ANSWERS_ARE_KEPT, Database } from '#database';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';

const EVERY_MS = 5 * 60_000;
const AT_ONCE = 5_000;

/** Removes kept answers whose time is over. They no longer count by then: this only gives their room back. */
@Injectable()
export class PruneAnswers implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('PruneAnswers');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.running = this.prune().catch((error: unknown) => this.logger.warn(`Not pruned this time: ${String(error)}`));
    }, EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** Removes everything expired, in small commits; several processes may do so at the same time. Resolves to how many. */
  async prune(): Promise<number> {
    let removed = 0;
    for (;;) {
      const rows = await this.database.read(expired, [AT_ONCE]);
      removed += rows.length;
      if (rows.length < AT_ONCE) return removed;
    }
  }
}

const expired = {
  name: 'intake-prune-answers',
  text: `DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM idempotency_key WHERE created_at < now() - interval '${ANSWERS_ARE_KEPT}'
      ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED))
    RETURNING 1`,
};
