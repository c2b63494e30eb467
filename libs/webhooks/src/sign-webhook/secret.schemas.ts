import { z } from 'zod';
import { isSecret } from './webhook-signature.js';

/** A shared secret that somebody gives us. */
export const webhookSecret = z
  .string()
  .max(100, 'Shorten this to at most 100 characters.')
  .refine(isSecret, {
    error: 'Write it as whsec_ and the base64 of 24 to 64 bytes.',
    params: { code: 'format', values: { format: 'secret' } },
  })
  .meta({ description: '`whsec_` and base64 of 24 to 64 bytes; made here unless it is given.' });

/** A request to change a secret for another. */
export const rotation = z.strictObject({
  secret: webhookSecret.optional(),
  overlapHours: z
    .int()
    .min(0)
    .max(168)
    .default(24)
    .meta({ description: 'How long the secret before stays valid; 0 ends it at once.' }),
});
export type Rotation = z.output<typeof rotation>;
