import { Database } from '#database';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';

const EVERY_MS = 15 * 60_000;
const AT_ONCE = 5_000;

/** Removes tokens that are so old that no provider repeats their requests any more, or they are refused for their age. */
@Injectable()
export class PruneTokens implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('PruneTokens');
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

  /** In small commits; several processes may do so at the same time. Resolves to how many. */
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
  name: 'mail-prune-tokens',
  text: `DELETE FROM webhook_token WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM webhook_token
      WHERE seen_at < now() - interval '4 days'
      ORDER BY seen_at LIMIT $1 FOR UPDATE SKIP LOCKED))
    RETURNING 1`,
};
