import type { QueueName } from '#contracts';
import type { INestApplication } from '@nestjs/common';

export interface ConsumerOptions {
  /** The `id` of the app's transport. */
  readonly transportId: symbol;
  /** The queues this process serves for that app. */
  readonly queues: readonly QueueName[];
}

/** Connects an app's consumers to its queues; call before `app.startAllMicroservices()`. */
export function connectConsumers(_app: INestApplication, _options: ConsumerOptions): void {
  throw new Error('not built yet');
}
