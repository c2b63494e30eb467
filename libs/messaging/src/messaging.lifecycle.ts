import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Backend } from './backend.js';
import type { Publisher } from './publisher.js';
import type { Sweeper } from './sweeper.js';

/**
 * Starts the sweeper with the application and stops messaging in order. Workers are the application's microservices:
 * Nest closes them after HTTP and before this.
 */
export class MessagingLifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly backend: Backend,
    private readonly publisher: Publisher,
    private readonly sweeper: Sweeper,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.backend.assertUsable();
    this.sweeper.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  /** Publisher (what is in flight arrives), sweeper, connections. Idempotent; `app.close()` calls it by itself. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    await this.publisher.stop();
    await this.sweeper.stop();
    await this.backend.close();
  }
}
