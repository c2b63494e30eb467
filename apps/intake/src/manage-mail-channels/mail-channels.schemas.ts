import { like, misformed, pageOf, saying, text } from '#http';
import { publicKey } from '#mail';
import { z } from 'zod';

/** Raw mail needs no channel: it comes with an API key. */
export const channelProviders = ['sendgrid', 'mailgun', 'postmark', 'ses'] as const;
const provider = z.enum(channelProviders);

const name = text({ max: 100 })
  .refine(
    (value) => !value.includes(':'),
    saying('mail-channel.colon', 'Leave out the colon: the name is a user in a URL.'),
  )
  .meta({ description: 'Also the user of HTTP basic authentication.' });
const signingKey = text({ min: 16, max: 200 }).meta({
  description: 'Only for Mailgun, which signs with a key of its own: its HTTP webhook signing key.',
});
const topics = z
  .array(
    text({ max: 300 }).check(
      like(
        'topic',
        /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
        'Give the ARN of an SNS topic, such as arn:aws:sns:eu-west-1:123456789012:mail.',
      ),
    ),
  )
  .min(1, 'Name at least one topic.')
  .max(20)
  .meta({ description: 'Only for SES, which needs it: the topics that may bring mail.' });
const publicKeys = z
  .array(
    text({ max: 400 }).refine(
      (key) => publicKey(key) !== null,
      misformed('key', 'Give the public key as SendGrid shows it: base64, of an elliptic curve.'),
    ),
  )
  .max(2)
  .meta({ description: 'Only for SendGrid: with a key, requests must be signed by it. Two, while it is changed.' });

export const newChannel = z.strictObject({
  provider,
  name,
  signingKey: signingKey.optional(),
  topics: topics.optional(),
  publicKeys: publicKeys.optional(),
});
export type NewChannel = z.output<typeof newChannel>;

export const channelChanges = z.strictObject({
  name: name.optional(),
  active: z.boolean().optional().meta({ description: 'false: nothing comes in through it any more.' }),
  topics: topics.optional(),
  publicKeys: publicKeys.optional(),
});
export type ChannelChanges = z.output<typeof channelChanges>;

export const rotation = z.strictObject({
  signingKey: signingKey.optional(),
  overlapHours: z
    .int()
    .min(0)
    .max(720)
    .default(72)
    .meta({ description: 'How long the secret before stays valid; 0 ends it at once.' }),
});
export type Rotation = z.output<typeof rotation>;

export const channel = z.object({
  id: z.uuid(),
  name: z.string(),
  provider,
  active: z.boolean(),
  createdAt: z.date(),
  previousSecretUntil: z.date().nullable(),
  topics: z.array(z.string()),
  publicKeys: z.array(z.string()),
  subscriptions: z
    .record(z.string(), z.object({ state: z.enum(['confirmed', 'ended']), at: z.string() }))
    .meta({ description: 'What SNS last said of a topic.' }),
  url: z.string().nullable().meta({
    description: 'What to give to the provider; SECRET stands for the secret. Null while PUBLIC_URL is not set.',
  }),
});
export type Channel = z.output<typeof channel>;

export const channelWithSecret = channel.extend({
  secret: z.string().nullable().meta({
    description: 'Shown here and never again. Null for Mailgun, whose key it is, and for SES, which has none.',
  }),
  urlWithSecret: z.string().nullable().meta({ description: 'The same as `url`, with the secret in it.' }),
});
export type ChannelWithSecret = z.output<typeof channelWithSecret>;

export const channelPage = pageOf(channel);

export const testOutcome = z.object({
  mailId: z.uuid(),
  state: z.enum(['received', 'filed', 'repeated', 'review']).meta({
    description: '`received`: it is not filed yet; look at `/api/v1/mail/{mailId}` in a moment.',
  }),
  ticket: z.string().nullable().meta({ description: 'The ticket it became, such as T-1042.' }),
  failure: z.string().nullable(),
});
export type TestOutcome = z.output<typeof testOutcome>;
