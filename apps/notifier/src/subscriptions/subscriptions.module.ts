import { AccessModule } from '#access';
import { AddressGuard } from '#webhooks';
import { Module, type DynamicModule } from '@nestjs/common';
import { DeliverWebhookHandler } from './deliver-webhook/deliver-webhook.handler.js';
import { WebhookDeliveryStore } from './deliver-webhook/webhook-delivery.store.js';
import { WebhookLoop } from './deliver-webhook/webhook.loop.js';
import { ManageWebhooksController } from './manage-webhooks/manage-webhooks.controller.js';
import { ManageWebhooksHandler } from './manage-webhooks/manage-webhooks.handler.js';
import { WebhookStore } from './manage-webhooks/webhook.store.js';
import { PruneWebhooks } from './prune-webhooks/prune-webhooks.js';
import { DeliveryLog } from './read-deliveries/delivery-log.js';
import { ReadDeliveriesController } from './read-deliveries/read-deliveries.controller.js';
import { ReplayHandler } from './read-deliveries/replay.handler.js';
import { Subscriptions } from './subscriptions.js';
import { WebhookSettings } from './webhook-settings.js';
import type { WebhookConfig } from './webhook.config.js';

/** Webhooks that others subscribe to. Owns webhook_subscription, webhook_delivery and webhook_attempt. */
@Module({
  imports: [AccessModule],
  controllers: [ManageWebhooksController, ReadDeliveriesController],
  providers: [
    Subscriptions,
    WebhookLoop,
    WebhookDeliveryStore,
    DeliverWebhookHandler,
    PruneWebhooks,
    ManageWebhooksHandler,
    WebhookStore,
    DeliveryLog,
    ReplayHandler,
  ],
  exports: [Subscriptions],
})
export class SubscriptionsModule {
  static forRoot(config: WebhookConfig): DynamicModule {
    const settings: WebhookSettings = {
      addresses: { allowPrivate: config.WEBHOOK_ALLOW_PRIVATE, allowedNetworks: config.WEBHOOK_ALLOWED_NETWORKS },
      timeoutMs: config.WEBHOOK_TIMEOUT_MS,
      disableAfterHours: config.WEBHOOK_DISABLE_AFTER_HOURS,
    };
    return {
      module: SubscriptionsModule,
      providers: [
        { provide: WebhookSettings, useValue: settings },
        { provide: AddressGuard, useFactory: () => new AddressGuard(settings.addresses) },
      ],
    };
  }
}
