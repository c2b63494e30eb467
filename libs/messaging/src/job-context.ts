import type { QueueName } from '#contracts';
import { BaseRpcContext } from '@nestjs/microservices';
import type { MessageContext } from './message-context.js';

/** The context a consumer receives as its second argument. */
export class JobContext extends BaseRpcContext implements MessageContext {
  constructor(
    readonly id: string,
    readonly queue: QueueName,
    readonly message: string,
    readonly correlationId: string,
  ) {
    super([id, queue, message, correlationId]);
  }
}
