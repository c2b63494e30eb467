import { counter, runWith, tracing } from '#observability';
import { AddressGuard, sendSigned, verdictOn, type Answer } from '#webhooks';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { WebhookSettings } from '../webhook-settings.js';
import { WebhookDeliveryStore, type WebhookDelivery } from './webhook-delivery.store.js';

const USER_AGENT = 'tierline-webhooks';

const sent = counter({ name: 'webhook_sent_total', help: "Deliveries that subscribers' webhooks took." });
const failed = counter({
  name: 'webhook_failed_total',
  help: "Attempts that subscribers' webhooks did not take. outcome: retry, given-up.",
  labels: ['outcome'],
});

/** Makes one attempt to tell a subscriber, and writes down what came of it. */
@Injectable()
export class DeliverWebhookHandler {
  private readonly logger = new Logger('webhooks');

  constructor(
    @Inject(WebhookDeliveryStore) private readonly deliveries: WebhookDeliveryStore,
    @Inject(AddressGuard) private readonly guard: AddressGuard,
    @Inject(WebhookSettings) private readonly settings: WebhookSettings,
  ) {}

  attempt(delivery: WebhookDelivery): Promise<void> {
    const { id, correlationId, subscriptionId, url } = delivery;
    const ticketId = delivery.ticketId ?? undefined;
    const said = { id, name: 'webhook-delivery', destination: subscriptionId, correlationId, ticketId };
    const span = tracing()?.call(said, url);
    return runWith({ correlationId, causationId: id, ticketId, span }, async () => {
      const began = performance.now();
      const outcome = await this.send(delivery).catch((error: unknown) => error as Error);
      if (outcome instanceof Error) span?.fail(outcome);
      else span?.set({ 'http.response.status_code': outcome.status });
      span?.end();
      await this.write(delivery, outcome, Math.round(performance.now() - began));
    });
  }

  private send({ id, url: endpoint, secrets, now, payload }: WebhookDelivery): Promise<Answer> {
    const { timeoutMs } = this.settings;
    return sendSigned(this.guard, { id, endpoint, secrets, now, payload, timeoutMs, userAgent: USER_AGENT });
  }

  private async write(delivery: WebhookDelivery, outcome: Answer | Error, milliseconds: number): Promise<void> {
    const { subscription, tries, now } = delivery;
    const verdict = verdictOn(outcome, { attempts: tries, now, random: Math.random(), receiver: 'subscriber' });
    const status = outcome instanceof Error ? null : outcome.status;
    if (verdict.kind === 'delivered') {
      sent.inc();
      return this.deliveries.delivered(delivery, { status, milliseconds });
    }
    const waitMs = verdict.kind === 'retry' ? verdict.waitMs : null;
    const isGone = verdict.kind === 'stop' && verdict.because === 'gone';
    failed.inc({ outcome: waitMs === null ? 'given-up' : 'retry' });
    this.logger.log(`Webhook "${subscription}", attempt ${tries}: ${verdict.why}`);
    const failure = { status, milliseconds, error: verdict.why, waitMs, isGone };
    if (await this.deliveries.failed(delivery, failure))
      this.logger.warn(`The webhook "${subscription}" is disabled: ${verdict.why}`);
  }
}
