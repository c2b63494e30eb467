import { WorkLoop } from '#service';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ClosePolicy } from './close-policy.js';
import { BATCH, CloseResolvedHandler } from './close-resolved.handler.js';

const EVERY_MS = 60_000;

/** One in each process: closes all that is due, then sleeps for a minute. There is no leader: the rows say what is due. */
@Injectable()
export class CloseResolvedLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({
    name: 'close-resolved',
    round: () => this.closeAll(),
    longestSleepMs: EVERY_MS,
  });

  constructor(
    private readonly tickets: CloseResolvedHandler,
    private readonly policy: ClosePolicy,
  ) {}

  onApplicationBootstrap(): void {
    if (this.policy.afterDays > 0) this.loop.start();
  }

  /** Resolves when the batch in hand is committed; no other begins. */
  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  private async closeAll(): Promise<null> {
    while (!this.loop.isStopping && (await this.tickets.closeDue(this.policy.afterDays)) === BATCH);
    return null;
  }
}
