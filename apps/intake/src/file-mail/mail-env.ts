import { filesEnv } from '#files';
import { z } from 'zod';

const count = z.coerce.number({ error: 'must be a whole number' }).int();

/** The environment variables about mail that comes in. */
export const mailEnv = {
  ...filesEnv,
  /** Mails that one process reads at the same time, each in a thread of its own. */
  MAIL_THREADS: count.min(1).max(64).optional(),
  /** Servers (authserv-ids) whose Authentication-Results are believed, with commas between. */
  MAIL_TRUSTED_SERVERS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== ''),
    ),
  /** Mails of one sender on one ticket within an hour; the rest is put in review. */
  MAIL_PER_THREAD: count.min(1).max(100_000).default(20),
  /** Tickets of one sender by mail within ten minutes; the rest is put in review. */
  MAIL_TICKETS_PER_SENDER: count.min(1).max(1_000_000).default(50),
  /** Days for which the sources of mails that came in, and mails that were sent, are kept; 0: for ever. */
  MAIL_KEEP_DAYS: count.min(0).max(36_500).default(365),
};

export type MailEnv = z.output<z.ZodObject<typeof mailEnv>>;
