import { DomainError, isUuid } from '#domain';
import { currentCorrelation } from '#observability';
import { Inject, Injectable } from '@nestjs/common';
import { WebhookLoop } from '../deliver-webhook/webhook.loop.js';
import { ManageWebhooksHandler } from '../manage-webhooks/manage-webhooks.handler.js';
import type { Webhook } from '../manage-webhooks/webhooks.schemas.js';
import type { DeliveryDetail } from './deliveries.schemas.js';
import { DeliveryLog } from './delivery-log.js';

/** Makes deliveries due because an admin wants it. */
@Injectable()
export class ReplayHandler {
  constructor(
    @Inject(ManageWebhooksHandler) private readonly webhooks: ManageWebhooksHandler,
    @Inject(DeliveryLog) private readonly log: DeliveryLog,
    @Inject(WebhookLoop) private readonly loop: WebhookLoop,
  ) {}

  async find(id: string, deliveryId: string): Promise<DeliveryDetail> {
    await this.webhooks.find(id);
    return this.expectDelivery(id, deliveryId);
  }

  async replay(id: string, deliveryId: string): Promise<DeliveryDetail> {
    await this.expectActive(id);
    await this.expectDelivery(id, deliveryId);
    if (!(await this.log.replay(id, deliveryId))) throw new UnderWay();
    this.loop.wake();
    return this.expectDelivery(id, deliveryId);
  }

  async replayFailed(id: string, since: string | null): Promise<number> {
    await this.expectActive(id);
    const replayed = await this.log.replayFailed(id, since);
    this.loop.wake();
    return replayed;
  }

  async test(id: string): Promise<DeliveryDetail> {
    const webhook = await this.expectActive(id);
    const deliveryId = await this.log.addTest(webhook, currentCorrelation().correlationId);
    this.loop.wake();
    return this.expectDelivery(id, deliveryId);
  }

  private async expectActive(id: string): Promise<Webhook> {
    const webhook = await this.webhooks.find(id);
    if (webhook.active) return webhook;
    throw new DomainError('conflict', 'webhook.not-active', 'This webhook hears of nothing now: enable it first.');
  }

  private async expectDelivery(id: string, deliveryId: string): Promise<DeliveryDetail> {
    const found = isUuid(deliveryId) ? await this.log.find(id, deliveryId) : null;
    if (!found) throw new DomainError('not-found', 'webhook-delivery.not-found', 'This webhook has no such delivery.');
    return found;
  }
}

class UnderWay extends DomainError {
  constructor() {
    super('conflict', 'webhook-delivery.under-way', 'It is being sent just now: read it again in a moment.');
  }
}
