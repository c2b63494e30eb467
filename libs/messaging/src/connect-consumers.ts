import { settingsOf, type QueueName, type QueueSettings } from '#contracts';
import type { INestApplication } from '@nestjs/common';
import { Backend } from './backend.js';
import { BullmqServer } from './bullmq.server.js';
import { Verdicts } from './verdicts.js';

export interface ConsumerOptions {
  /** The `id` of the app's transport. */
  readonly transportId: symbol;
  /** The queues this process serves for that app. */
  readonly queues: readonly QueueName[];
  /** What this process does otherwise than the contracts say. */
  readonly settings?: Partial<QueueSettings>;
}

/**
 * Connects an app's consumers to its queues; call before `app.startAllMicroservices()`, which rejects with a readable
 * error when a message routed to one of the queues has no consumer. Throws at once when one has two.
 */
export function connectConsumers(app: INestApplication, { transportId, queues, settings }: ConsumerOptions): void {
  const served = new Map(queues.map((queue) => [queue, { ...settingsOf(queue), ...settings }]));
  const backend = app.get(Backend);
  backend.reserve(queues.length);
  const server = new BullmqServer(transportId, served, backend, app.get(Verdicts));
  app.connectMicroservice({ strategy: server }, { inheritAppConfig: false });
}
