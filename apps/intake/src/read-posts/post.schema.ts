import { z } from 'zod';

export const actorSchema = z.object({
  kind: z.enum(['agent', 'customer', 'api-key', 'vendor', 'system']),
  id: z.string(),
  name: z.string().optional(),
});

export const postSchema = z.object({
  id: z.uuid(),
  author: actorSchema,
  public: z.boolean(),
  body: z.string(),
  createdAt: z.iso.datetime(),
});
