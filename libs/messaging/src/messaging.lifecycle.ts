/** Stops messaging in order: workers (running jobs finish), publisher, sweeper, queue connections. */
export class MessagingLifecycle {
  /** Idempotent. Call after HTTP is closed and before the database pool is. `app.close()` calls it by itself. */
  stop(): Promise<void> {
    throw new Error('not built yet');
  }
}
