import type { AddressPolicy } from '#webhooks';

/** What the environment decides for this app. */
export abstract class VendorSettings {
  abstract readonly addresses: AddressPolicy;
  abstract readonly timeoutMs: number;
  abstract readonly publicUrl: string | null;
}
