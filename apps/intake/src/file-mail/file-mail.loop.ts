import { WorkLoop } from '#service';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

/** Files the mails that came in, as a job: whoever brings one calls `wake` after its commit, and waits for nothing. */
@Injectable()
export class FileMailLoop implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'FileMailLoop', round: () => Promise.resolve(null) });

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** A mail was committed. */
  wake(): void {
    this.loop.wake();
  }
}
