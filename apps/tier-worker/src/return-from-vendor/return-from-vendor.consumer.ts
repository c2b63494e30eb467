import { VendorAnswered, type PayloadOf } from '#contracts';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { OnMessage } from '../tier-worker.transport.js';
import { ReturnFromVendorHandler } from './return-from-vendor.handler.js';

/** A vendor answered a case that one of our tiers opened. */
@Controller()
export class ReturnFromVendorConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly handler: ReturnFromVendorHandler,
  ) {}

  @OnMessage(VendorAnswered)
  async onVendorAnswered(data: PayloadOf<typeof VendorAnswered>, context: MessageContext): Promise<void> {
    await this.outbox.once(context, (tx) => this.handler.handle(tx, data));
  }
}
