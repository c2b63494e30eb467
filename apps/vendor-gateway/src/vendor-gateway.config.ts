import { allowedNetworks, allowPrivate } from '#webhooks';
import { z } from 'zod';

/** The environment variables only this app understands. */
export const vendorGatewayConfig = z.object({
  /** `1` lets endpoints be private or loopback addresses, and plain HTTP. */
  VENDOR_ALLOW_PRIVATE: allowPrivate,
  /** Networks with commas between them for which that holds, `10.1.0.0/16,fd12::/32`. */
  VENDOR_ALLOWED_NETWORKS: allowedNetworks,
  /** How long a vendor may take to answer one delivery, in milliseconds. */
  VENDOR_TIMEOUT_MS: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, { error: 'must be a whole number of milliseconds, at most 99999' })
    .default('15000')
    .transform(Number),
  /** Where the outside world reaches this API, `https://support.example`; vendors are told it as the address for callbacks. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'is not a URL like https://support.example' }).optional(),
});

export type VendorGatewayConfig = z.output<typeof vendorGatewayConfig>;
