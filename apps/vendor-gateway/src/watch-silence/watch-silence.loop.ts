import { WorkLoop } from '#service';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DeliveryLoop } from '../deliver/delivery.loop.js';
import { WatchSilenceHandler, type SilentCase } from './watch-silence.handler.js';

/** Silence is counted in hours: a second more does not matter, and a look is one probe of a partial index. */
const LOOK_EVERY_MS = 1_000;

/** Looks for vendors that should have spoken. Every process looks; row locks decide who acts, so there is no leader. */
@Injectable()
export class WatchSilenceLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('watch-silence');
  private readonly loop = new WorkLoop({
    name: 'watch-silence',
    round: () => this.look(),
    longestSleepMs: LOOK_EVERY_MS,
  });

  constructor(
    @Inject(WatchSilenceHandler) private readonly watch: WatchSilenceHandler,
    @Inject(DeliveryLoop) private readonly deliveries: DeliveryLoop,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** Acts on every vendor that should have spoken by now. */
  async look(): Promise<null> {
    const due = await this.watch.due();
    for (const silent of due) await this.actOn(silent);
    if (due.length > 0) this.deliveries.wake();
    return null;
  }

  private async actOn(silent: SilentCase): Promise<void> {
    if (this.loop.isStopping) return;
    try {
      await this.watch.handle(silent);
    } catch (error) {
      this.logger.warn(`Cannot act on the silence about case ${silent.caseId}: ${(error as Error).message}`);
      await this.watch.leaveAlone(silent);
    }
  }
}
