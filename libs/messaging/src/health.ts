import type { Backend } from './backend.js';
import { within } from './within.js';

/** Readiness of the queues: `readiness.register('queues', () => health.check())`. */
export class MessagingHealth {
  constructor(private readonly backend: Backend) {}

  /** Resolves when the queues answer within two seconds, rejects with a readable error otherwise. */
  async check(): Promise<void> {
    if (!this.backend.reachable) throw new Error(`the queues (${this.backend.kind}) are not reachable`);
    await within(2_000, `the queues (${this.backend.kind})`, this.backend.ping());
  }
}
