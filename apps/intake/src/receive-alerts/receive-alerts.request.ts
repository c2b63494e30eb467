import { email, text } from '#http';
import { z } from 'zod';

/** `a,b,c` */
const labelNames = z
  .string()
  .max(500)
  .regex(/^[\w.-]{1,100}(,[\w.-]{1,100})*$/, 'Name labels with commas between, such as asset,instance.')
  .transform((names) => names.split(','))
  .optional();

/** How the sender wants its alerts read: parts of the URL that it posts to. */
export const alertSettings = z.strictObject({
  source: text({ max: 100 }).optional().meta({
    description: 'Names where the alerts come from, for several keys that speak for the same. Default: the key.',
  }),
  requester: email()
    .transform((address) => address.toLowerCase())
    .optional()
    .meta({
      description: 'The contact whose tickets these are. Default: one that stands for the key and gets no mail.',
    }),
  assetLabels: labelNames,
  productLabels: labelNames,
});
export type AlertSettings = z.output<typeof alertSettings>;

const count = z.int().min(0);
export const received = z.object({
  received: count,
  opened: count,
  repeated: count,
  reopened: count,
  resolved: count.meta({
    description: 'Alerts that are over: the ticket is resolved, or whoever works on it is told.',
  }),
  ignored: count.meta({ description: 'Alerts that ended before, or were never known.' }),
  truncated: count.meta({ description: 'What the sender left out, as it says.' }),
  refused: z.array(z.object({ index: count, detail: z.string() })),
  alerts: z.array(
    z.object({
      fingerprint: z.string(),
      outcome: z.enum(['opened', 'repeated', 'reopened', 'resolved', 'ignored']),
      ticket: z.string().nullable(),
    }),
  ),
});
