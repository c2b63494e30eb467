import { z } from 'zod';
import { mailEnv } from './file-mail/mail-env.js';

/** The environment variables only intake understands, beside those of every service. */
export const intakeEnv = z.object({
  ...mailEnv,
  /** Bytes a request with a mail may have; 40 MiB by default. */
  MAIL_MAX_BYTES: z.coerce
    .number({ error: 'must be a whole number of bytes' })
    .int()
    .min(100_000, { error: 'must be 100000 or more' })
    .max(150_000_000, { error: 'must be 150000000 or less' })
    .default(41_943_040),
  /** Where the outside world reaches this API, `https://support.example`; admins are told where providers are to post to. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'is not a URL like https://support.example' }).optional(),
});

export type IntakeEnv = z.output<typeof intakeEnv>;
