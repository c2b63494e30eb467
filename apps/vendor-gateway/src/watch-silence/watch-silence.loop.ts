import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryLoop } from '../deliver/delivery.loop.js';
import { WatchSilenceHandler, type SilentCase } from './watch-silence.handler.js';

/** Silence is counted in hours: a second more does not matter, and a look is one probe of a partial index. */
const LOOK_EVERY_MS = 1_000;

/** Looks for vendors that should have spoken. Every process looks; row locks decide who acts, so there is no leader. */
@Injectable()
export class WatchSilenceLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('watch-silence');
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    @Inject(WatchSilenceHandler) private readonly watch: WatchSilenceHandler,
    @Inject(DeliveryLoop) private readonly deliveries: DeliveryLoop,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const due = await this.watch.due();
        for (const silent of due) await this.actOn(silent);
        if (due.length > 0) this.deliveries.wake();
      } catch (error) {
        this.logger.warn(`Cannot look for silent vendors: ${(error as Error).message}`);
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async actOn(silent: SilentCase): Promise<void> {
    if (this.stopping.signal.aborted) return;
    try {
      await this.watch.handle(silent);
    } catch (error) {
      this.logger.warn(`Cannot act on the silence about case ${silent.caseId}: ${(error as Error).message}`);
      await this.watch.leaveAlone(silent);
    }
  }
}
