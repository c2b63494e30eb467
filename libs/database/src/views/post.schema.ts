import { z } from 'zod';

export const actorSchema = z.object({
  kind: z.enum(['agent', 'customer', 'api-key', 'vendor', 'system']),
  id: z.string(),
  name: z.string().optional(),
});

/** On one post, and waiting for one on a ticket per person. */
export const MOST_FILES_OF_A_POST = 20;

export const attachmentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string().meta({ description: 'What its first bytes say it is, or else what the sender said.' }),
  size: z.int().meta({ description: 'Bytes.' }),
  inline: z.boolean(),
  flags: z.array(z.string()).meta({ description: 'What makes it worth a warning, such as executable or macros.' }),
  scan: z.enum(['unscanned', 'pending', 'clean', 'infected', 'failed']).meta({
    description:
      'unscanned: there is no virus scanner. failed: it always refused to look. What is pending, infected or failed cannot be downloaded.',
  }),
  removed: z
    .object({ at: z.iso.datetime(), by: actorSchema })
    .nullable()
    .meta({ description: 'Somebody removed it from the post: nobody gets it any more.' }),
});

/** What a request that writes a post takes beside its text. */
export const attachmentIds = z
  .array(z.uuid())
  .max(MOST_FILES_OF_A_POST, `Attach at most ${MOST_FILES_OF_A_POST} files to one post.`)
  .refine((ids) => new Set(ids.map((id) => id.toLowerCase())).size === ids.length, 'Name every file once.')
  .optional()
  .meta({
    description:
      'Files you uploaded for it with POST /api/v1/tickets/{idOrNumber}/attachments, each on no other post. With a public post they go to the customer.',
  });

/** With 422: why a file cannot be on the post. */
export const attachmentRefusals = [
  'attachment.unknown',
  'attachment.used',
  'attachment.infected',
  'attachment.not-scannable',
] as const;

export const mailOfPostSchema = z.object({
  id: z.uuid(),
  from: z.object({ address: z.string().nullable(), name: z.string().nullable() }),
  verified: z
    .boolean()
    .meta({ description: 'False: the sender may not be who the mail says, or takes no part in it.' }),
  automatic: z.string().nullable().meta({ description: 'The kind of automatic mail; null: a person wrote it.' }),
  hasMore: z
    .boolean()
    .meta({ description: 'Quoted text was cut off, or there is HTML: posts/:postId/mail has it all.' }),
  blockedImages: z.int(),
  notes: z.array(z.string()),
});

export const postSchema = z.object({
  id: z.uuid(),
  author: actorSchema,
  public: z.boolean(),
  body: z.string(),
  createdAt: z.iso.datetime(),
  mail: mailOfPostSchema.nullable(),
  attachments: z.array(attachmentSchema),
});
