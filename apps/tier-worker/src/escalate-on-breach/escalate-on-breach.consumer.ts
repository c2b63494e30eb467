import { SlaBreached, type PayloadOf } from '#contracts';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { OnMessage } from '../tier-worker.transport.js';
import { EscalateOnBreachHandler } from './escalate-on-breach.handler.js';

/** A promise was broken while the ticket was at one of our tiers. */
@Controller()
export class EscalateOnBreachConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly handler: EscalateOnBreachHandler,
  ) {}

  @OnMessage(SlaBreached)
  async onSlaBreached(data: PayloadOf<typeof SlaBreached>, context: MessageContext): Promise<void> {
    await this.outbox.once(context, (tx) => this.handler.handle(tx, data));
  }
}
