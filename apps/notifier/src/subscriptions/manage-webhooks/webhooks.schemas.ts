import { eventTypes } from '#domain';
import { pageOf, saying, text } from '#http';
import { webhookSecret } from '#webhooks';
import { z } from 'zod';

const name = text({ max: 200 });
const url = text({ max: 2_000 }).meta({ format: 'uri', description: 'Where events are posted to; https only.' });
const events = z
  .array(
    text({ max: 100 }).refine(
      (type) => eventTypes.includes(type),
      saying('webhook.unknown-event', `There is no such event; there are ${eventTypes.join(', ')}.`),
    ),
  )
  .min(1, 'Name at least one type of event, or null for all.')
  .max(100, 'Name at most 100 types, or null for all.')
  .refine((types) => new Set(types).size === types.length, saying('given-twice', 'Name each type once.'))
  .nullable()
  .meta({
    description:
      'Types of events as the timeline of a ticket names them (`ticket.escalated`); null or left out: all. A wrong name is told which there are.',
  });

export const newWebhook = z
  .strictObject({
    name,
    url,
    secret: webhookSecret.optional(),
    events: events.default(null),
    organisation: z.uuid().optional().meta({ description: 'Hears of the tickets of this organisation only.' }),
    internal: z.boolean().default(false).meta({
      description: 'Hears of everything that the desk sees on a timeline; only without `organisation`.',
    }),
  })
  .refine(({ organisation, internal }) => !internal || organisation === undefined, {
    path: ['internal'],
    ...saying(
      'webhook.internal-to-customer',
      'What is internal is never told to a customer: leave out organisation or internal.',
    ),
  });
export type NewWebhook = z.output<typeof newWebhook>;

export const webhookChanges = z.strictObject({
  name: name.optional(),
  url: url.optional(),
  events: events.optional(),
  active: z.boolean().optional().meta({
    description: 'false: it hears of nothing more. true: it does again, also when it was disabled.',
  }),
});
export type WebhookChanges = z.output<typeof webhookChanges>;

export const webhook = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()).nullable(),
  organisation: z.uuid().nullable(),
  internal: z.boolean(),
  active: z.boolean(),
  disabledAt: z.date().nullable().meta({ description: 'When it was disabled because deliveries did not go through.' }),
  disabledReason: z.string().nullable(),
  failures: z.int().meta({ description: 'Attempts that have failed since the last that did not.' }),
  failingSince: z.date().nullable(),
  previousSecretUntil: z.date().nullable(),
  createdAt: z.date(),
});
export type Webhook = z.output<typeof webhook>;
export const webhookPage = pageOf(webhook);

export const webhookWithSecret = webhook.extend({
  secret: z.string().meta({ description: '`whsec_` and base64; shown here and never again.' }),
});
export type WebhookWithSecret = z.output<typeof webhookWithSecret>;
