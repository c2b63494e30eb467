import type { AddressPolicy } from '#webhooks';

/** What the environment decides for subscribers' webhooks. */
export abstract class WebhookSettings {
  abstract readonly addresses: AddressPolicy;
  abstract readonly timeoutMs: number;
  abstract readonly disableAfterHours: number;
}
