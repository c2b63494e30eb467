import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClosePolicy } from './close-policy.js';
import { BATCH, CloseResolvedHandler } from './close-resolved.handler.js';

const EVERY_MS = 60_000;

/** One in each process: closes all that is due, then sleeps for a minute. There is no leader: the rows say what is due. */
@Injectable()
export class CloseResolvedLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('close-resolved');
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    private readonly tickets: CloseResolvedHandler,
    private readonly policy: ClosePolicy,
  ) {}

  onApplicationBootstrap(): void {
    if (this.policy.afterDays > 0) this.running ??= this.run();
  }

  /** Resolves when the batch in hand is committed; no other begins. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.round(signal);
      await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** An error (the database is away, say) ends the round, never the loop. */
  private async round(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted && (await this.tickets.closeDue(this.policy.afterDays)) === BATCH);
    } catch (error) {
      this.logger.warn(`Resolved tickets cannot be closed now; tried again in a minute: ${(error as Error).message}`);
    }
  }
}
