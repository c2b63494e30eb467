import { VendorAsked, type PayloadOf } from '#contracts';
import { Outbox, type MessageContext } from '#messaging';
import { Controller, Inject } from '@nestjs/common';
import { DeliveryLoop } from '../deliver/delivery.loop.js';
import { OnMessage } from '../vendor-gateway.transport.js';
import { OpenCaseHandler } from './open-case.handler.js';

@Controller()
export class OpenCaseConsumer {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(OpenCaseHandler) private readonly openCase: OpenCaseHandler,
    @Inject(DeliveryLoop) private readonly loop: DeliveryLoop,
  ) {}

  @OnMessage(VendorAsked)
  async onVendorAsked(asked: PayloadOf<typeof VendorAsked>, context: MessageContext): Promise<void> {
    await this.outbox.once(context, (tx) => this.openCase.handle(tx, asked));
    this.loop.wake();
  }
}
