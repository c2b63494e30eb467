import { WorkLoop } from '#service';
import { Hands } from '#webhooks';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DeliverWebhookHandler } from './deliver-webhook.handler.js';
import { WebhookDeliveryStore, type WebhookDelivery } from './webhook-delivery.store.js';

/** Deliveries this process makes at the same time, and how many of them go to one subscription. */
const AT_ONCE = 32;
const PER_SUBSCRIPTION = 4;
/** How long stopping waits for subscribers; what is not over by then is due again when its lease ends. */
const STOP_WITHIN_MS = 5_000;

/** Makes deliveries that are due, several at a time; any number of processes share the work by row locks. */
@Injectable()
export class WebhookLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('webhooks');
  private readonly hands = new Hands<WebhookDelivery>({
    atOnce: AT_ONCE,
    perReceiver: PER_SUBSCRIPTION,
    receiverOf: ({ subscriptionId }) => subscriptionId,
    take: (limit, busy) => this.deliveries.take(limit, busy),
    attempt: (delivery) => this.attempt(delivery),
    onFree: () => this.loop.wake(),
  });
  private readonly loop = new WorkLoop({ name: 'webhooks', round: () => this.hands.fill().then(() => null) });

  constructor(
    @Inject(WebhookDeliveryStore) private readonly deliveries: WebhookDeliveryStore,
    @Inject(DeliverWebhookHandler) private readonly deliver: DeliverWebhookHandler,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.hands.close();
    await this.loop.stop();
    await this.hands.over(STOP_WITHIN_MS);
  }

  /** There may be something to deliver now. */
  wake(): void {
    this.loop.wake();
  }

  private async attempt(delivery: WebhookDelivery): Promise<void> {
    try {
      await this.deliver.attempt(delivery);
    } catch (error) {
      // The lease runs out, and somebody makes the attempt again under the same id.
      this.logger.warn(`What became of delivery ${delivery.id} could not be written: ${(error as Error).message}`);
    }
  }
}
