import { runWith, tracing } from '#observability';
import { AddressGuard, RefusedEndpoint, sendSigned, verdictOn, type Answer, type Verdict } from '#webhooks';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { VendorSettings } from '../vendor-settings.js';
import { DeliveryStore, type Delivery } from './delivery.store.js';

const USER_AGENT = 'tierline-vendor-gateway';

/** Makes one attempt to tell a vendor, and writes down what came of it. */
@Injectable()
export class DeliverHandler {
  private readonly logger = new Logger('deliver');

  constructor(
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(AddressGuard) private readonly guard: AddressGuard,
    @Inject(VendorSettings) private readonly settings: VendorSettings,
  ) {}

  attempt(delivery: Delivery): Promise<void> {
    const { id, correlationId, ticketId, vendorId, endpoint } = delivery;
    const span = tracing()?.call(
      { id, name: 'vendor-delivery', destination: vendorId, correlationId, ticketId },
      endpoint,
    );
    return runWith({ correlationId, causationId: id, ticketId, span }, async () => {
      const outcome = await this.send(delivery).catch((error: unknown) => error as Error);
      if (outcome instanceof Error) span?.fail(outcome);
      else span?.set({ 'http.response.status_code': outcome.status });
      span?.end();
      const { attempts, now } = delivery;
      await this.write(delivery, verdictOn(outcome, { attempts, now, random: Math.random(), receiver: 'vendor' }));
    });
  }

  private async send({ id, endpoint, active, secrets, now, payload }: Delivery): Promise<Answer> {
    if (!active) throw new RefusedEndpoint('The vendor is no longer active.');
    const { timeoutMs } = this.settings;
    return sendSigned(this.guard, { id, endpoint, secrets, now, payload, timeoutMs, userAgent: USER_AGENT });
  }

  private async write(delivery: Delivery, verdict: Verdict): Promise<void> {
    switch (verdict.kind) {
      case 'delivered':
        this.logger.log(`Case ${delivery.caseNumber}, attempt ${delivery.attempts}: delivered`);
        return this.deliveries.delivered(delivery);
      case 'retry':
        this.logger.log(`Case ${delivery.caseNumber}, attempt ${delivery.attempts}: ${verdict.why}`);
        return this.deliveries.retryIn(delivery, verdict.waitMs, verdict.why);
      case 'stop':
        this.logger.warn(`Case ${delivery.caseNumber} is undeliverable: ${verdict.why}`);
        return this.deliveries.stop(delivery, verdict.why);
    }
  }
}
