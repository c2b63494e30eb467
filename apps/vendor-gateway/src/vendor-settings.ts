import type { AddressPolicy } from './guard-address/address-guard.js';

/** What the environment decides for this app. */
export abstract class VendorSettings {
  abstract readonly addresses: AddressPolicy;
  abstract readonly timeoutMs: number;
  abstract readonly publicUrl: string | null;
}
