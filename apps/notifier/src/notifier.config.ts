import { filesEnv } from '#files';
import { email } from '#http';
import type { MailAddress } from '#mail';
import { z } from 'zod';
import type { MailSettings, SmtpServer } from './mail-settings.js';
import { webhookConfig } from './subscriptions/webhook.config.js';

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

/** The environment variables only this app understands. */
export const notifierConfig = z.object({
  /** Where mail leaves: `smtps://user:password@host:465`, or `smtp://` for STARTTLS. Without it mail waits. */
  SMTP_URL: z.string().transform(smtpServer).optional(),
  /** `1` sends without TLS where the server has none; on this machine that is allowed anyway. */
  SMTP_ALLOW_PLAIN: z
    .enum(['0', '1'], { error: 'must be 0 or 1' })
    .default('0')
    .transform((value) => value === '1'),
  /** The sender while there is no default mailbox: `Support <help@example.com>`. */
  MAIL_FROM: z.string().transform(mailFrom).optional(),
  /** Right of the `@` of Message-IDs; the sender's domain unless told otherwise. */
  MAIL_DOMAIN: z.string().regex(HOST_NAME, { error: 'is not a domain such as example.com' }).optional(),
  ...filesEnv,
  /** Of all files in one mail; what goes beyond is left out, and the mail says so. Servers count a third more. */
  MAIL_FILES_MAX_BYTES: z.coerce
    .number({ error: 'must be a whole number of bytes' })
    .int()
    .min(0, { error: 'must be 0 or more' })
    .max(50_000_000, { error: 'must be 50000000 or less' })
    .default(10_000_000),
  ...webhookConfig.shape,
});

export type NotifierConfig = z.output<typeof notifierConfig>;

export const mailSettings = (env: NotifierConfig): MailSettings => ({
  smtp: env.SMTP_URL ? { ...env.SMTP_URL, allowPlain: env.SMTP_ALLOW_PLAIN || isLoopback(env.SMTP_URL.host) } : null,
  from: env.MAIL_FROM ?? null,
  domain: env.MAIL_DOMAIN?.toLowerCase() ?? null,
  filesMaxBytes: env.MAIL_FILES_MAX_BYTES,
});

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.[\d.]+$/.test(host);

function smtpServer(text: string, context: z.core.$RefinementCtx<string>): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : null;
  const secure = url?.protocol === 'smtps:';
  // What it holds may be a password: it is not repeated.
  if (!url || (!secure && url.protocol !== 'smtp:') || url.hostname === '' || url.pathname.length > 1 || url.search) {
    context.addIssue('is not a URL like smtps://user:password@mail.example.com:465');
    return z.NEVER;
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
  const auth = url.username === '' ? null : { user: decoded(url.username), pass: decoded(url.password) };
  return { host, port, secure, allowPlain: false, auth, isDevelopment: false };
}

/** A `%` that begins no escape is meant as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function mailFrom(text: string, context: z.core.$RefinementCtx<string>): MailAddress {
  const [, name = '', inBrackets] = /^\s*"?([^<>"\p{Cc}]*?)"?\s*<([^<>]+)>\s*$/u.exec(text) ?? [];
  const address = email().safeParse(inBrackets ?? text.trim());
  if (address.success) return { address: address.data.toLowerCase(), name: name.trim() || null };
  context.addIssue('is not an address like Support <help@example.com>');
  return z.NEVER;
}
