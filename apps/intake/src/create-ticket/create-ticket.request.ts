import { channels, levels } from '#domain';
import { email, like, text } from '#http';
import { z } from 'zod';

/** `POST /api/v1/tickets`: what is accepted is kept exactly as it was sent; only the requester's address is compared in lower case. */
export const createTicketRequest = z.strictObject({
  subject: text({ max: 1_000 }),
  description: text({ max: 100_000 }),
  requester: z.strictObject({ email: email(), name: text({ max: 200 }).optional() }),
  channel: z.enum(channels).default('api'),
  impact: z.enum(levels).default('medium'),
  urgency: z.enum(levels).default('medium'),
  product: text({ max: 200 }).optional(),
  assetTag: text({ max: 200 }).optional(),
  language: z
    .string()
    .check(like('language', /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,4}$/i, 'Give a language tag, such as en or pt-BR.'))
    .optional(),
  externalId: text({ max: 255 }).optional(),
  route: z
    .strictObject({
      tier: z.union([z.int().min(1).max(99), z.string().regex(/^L[1-9]\d?$/i)], 'Give a tier: 2 or "L2".'),
      sector: text({ max: 100 }).optional(),
      reason: text({ max: 1_000 }),
    })
    .optional(),
});

export type CreateTicketRequest = z.output<typeof createTicketRequest>;
