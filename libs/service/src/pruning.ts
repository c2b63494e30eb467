import type { Database, Statement } from '#database';
import { Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';

const AT_ONCE = 5_000;

interface PruningOptions {
  /** Names it in log lines. */
  readonly name: string;
  readonly everyMs: number;
  /** In one commit; 5,000 by default. */
  readonly atOnce?: number;
  /** Removes at most `$1` rows whose time is over, and gives one row for each; or does whatever else it takes, and says for how many. */
  readonly expired: Statement | ((atOnce: number) => Promise<number>);
}

/** Removes rows whose time is over, now and then. They no longer count by then: this only gives their room back. */
export abstract class Pruning implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();
  private isEnding = false;

  protected constructor(
    private readonly database: Database,
    private readonly options: PruningOptions,
  ) {
    this.logger = new Logger(options.name);
  }

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.running = this.prune().catch((error: unknown) => this.logger.warn(`Not pruned this time: ${String(error)}`));
    }, this.options.everyMs).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  /** Removes everything expired, in small commits; several processes may do so at the same time. Resolves to how many. */
  async prune(): Promise<number> {
    const { expired, atOnce = AT_ONCE } = this.options;
    let removed = 0;
    for (;;) {
      const now =
        typeof expired === 'function' ? await expired(atOnce) : (await this.database.read(expired, [atOnce])).length;
      removed += now;
      if (now < atOnce || this.isEnding) return removed;
    }
  }
}
