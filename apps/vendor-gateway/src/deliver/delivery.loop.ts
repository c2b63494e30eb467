import { WorkLoop } from '#service';
import { Hands } from '#webhooks';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DeliverHandler } from './deliver.handler.js';
import { DeliveryStore, type Delivery } from './delivery.store.js';

/** Deliveries this process makes at the same time, and how many of them go to one vendor. */
const AT_ONCE = 16;
const PER_VENDOR = 4;
/** How long stopping waits for vendors; what is not over by then is due again when its lease ends. */
const STOP_WITHIN_MS = 5_000;

/**
 * Takes due deliveries and makes them, several at a time; any number of processes share the work by row locks. No queue
 * holds them: rows do, so nothing is lost with a queue and nothing has a leader.
 */
@Injectable()
export class DeliveryLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('deliver');
  private readonly hands = new Hands<Delivery>({
    atOnce: AT_ONCE,
    perReceiver: PER_VENDOR,
    receiverOf: ({ vendorId }) => vendorId,
    take: (limit, busyVendors) => this.deliveries.take(limit, busyVendors),
    attempt: (delivery) => this.attempt(delivery),
    onFree: () => this.wake(),
  });
  private readonly loop = new WorkLoop({ name: 'deliver', round: () => this.hands.fill().then(() => null) });

  constructor(
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(DeliverHandler) private readonly deliver: DeliverHandler,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** There may be something to deliver now. */
  wake(): void {
    this.loop.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.hands.close();
    await this.loop.stop();
    await this.hands.over(STOP_WITHIN_MS);
  }

  private async attempt(delivery: Delivery): Promise<void> {
    try {
      await this.deliver.attempt(delivery);
    } catch (error) {
      // The lease runs out, and somebody makes the attempt again under the same id.
      this.logger.warn(`What became of case ${delivery.caseNumber} could not be written: ${(error as Error).message}`);
    }
  }
}
