import { SlaWarned, type PayloadOf } from '#contracts';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { OnMessage } from '../tier-worker.transport.js';
import { WarnOfBreachHandler } from './warn-of-breach.handler.js';

/** A promise will be broken soon if nothing happens. */
@Controller()
export class WarnOfBreachConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly handler: WarnOfBreachHandler,
  ) {}

  @OnMessage(SlaWarned)
  async onSlaWarned(data: PayloadOf<typeof SlaWarned>, context: MessageContext): Promise<void> {
    await this.outbox.once(context, (tx) => this.handler.handle(tx, data));
  }
}
