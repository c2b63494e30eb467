import { allowedNetworks, allowPrivate } from '#webhooks';
import { z } from 'zod';

/** The environment variables of subscribers' webhooks. */
export const webhookConfig = z.object({
  /** `1` lets subscribers' addresses be private or loopback ones, and plain HTTP. */
  WEBHOOK_ALLOW_PRIVATE: allowPrivate,
  /** Networks with commas between them for which that holds, `10.1.0.0/16,fd12::/32`. */
  WEBHOOK_ALLOWED_NETWORKS: allowedNetworks,
  /** How long a subscriber may take to answer one delivery, in milliseconds. */
  WEBHOOK_TIMEOUT_MS: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, { error: 'must be a whole number of milliseconds, at most 99999' })
    .default('15000')
    .transform(Number),
  /** A subscription none of whose deliveries went through for so long is disabled; a day at least, 30 days at most. */
  WEBHOOK_DISABLE_AFTER_HOURS: z
    .string()
    .regex(/^\d{1,3}$/, { error: 'must be a whole number of hours' })
    .default('72')
    .transform(Number)
    .pipe(z.int().min(24, { error: 'must be at least 24' }).max(720, { error: 'must be at most 720' })),
});

export type WebhookConfig = z.output<typeof webhookConfig>;
