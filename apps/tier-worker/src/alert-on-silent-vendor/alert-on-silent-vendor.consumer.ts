import { VendorFellSilent, type PayloadOf } from '#contracts';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { OnMessage } from '../tier-worker.transport.js';
import { AlertOnSilentVendorHandler } from './alert-on-silent-vendor.handler.js';

/** A vendor says nothing about a case that one of our tiers opened. */
@Controller()
export class AlertOnSilentVendorConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly handler: AlertOnSilentVendorHandler,
  ) {}

  @OnMessage(VendorFellSilent)
  async onVendorFellSilent(data: PayloadOf<typeof VendorFellSilent>, context: MessageContext): Promise<void> {
    await this.outbox.once(context, (tx) => this.handler.handle(tx, data));
  }
}
