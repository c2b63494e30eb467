/** Readiness of the queues: `readiness.register('queues', () => health.check())`. */
export class MessagingHealth {
  /** Resolves when the queues answer within two seconds, rejects with a readable error otherwise. */
  check(): Promise<void> {
    throw new Error('not built yet');
  }
}
