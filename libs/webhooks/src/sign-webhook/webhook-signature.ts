import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/*
 * Standard Webhooks 1.0, in both directions: `webhook-id` names the message and stays over retries, `webhook-timestamp` is
 * seconds since 1970, `webhook-signature` is `v1,<base64 of HMAC-SHA256 over id.timestamp.body>`, several parted by spaces.
 */

/** How far a message's timestamp may be from our time, either way. */
export const TOLERANCE_SECONDS = 300;

const PREFIX = 'whsec_';

/** A new shared secret: 256 random bits, written as the specification wants it. */
export const newSecret = (): string => PREFIX + randomBytes(32).toString('base64');

/** Whether this can be a shared secret: 24 to 64 bytes, as the specification wants them. Nothing is ever signed with an empty key. */
export const isSecret = (text: string): boolean => {
  const bytes = keyOf(text)?.length ?? 0;
  return text.startsWith(PREFIX) && bytes >= 24 && bytes <= 64;
};

/** The key that a secret stands for, with or without its prefix; null when it is no base64, or empty. */
function keyOf(secret: string): Buffer | null {
  const base64 = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : null;
}

/** The three headers of an outgoing message; signed with every secret that is valid, so that a receiver can change over in peace. */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  at: Date,
  body: string,
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}

/**
 * The `webhook-id` of an incoming message that one of the secrets signed, or null: a header is missing or malformed, the
 * time is off, or no signature fits. Works on the bytes as they came; every candidate is compared in constant time.
 */
export function verifiedId(
  secrets: readonly string[],
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Uint8Array,
  now: Date,
): string | null {
  const id = matching(headers['webhook-id'], /^[\x21-\x2d\x2f-\x7e]{1,255}$/);
  const timestamp = matching(headers['webhook-timestamp'], /^\d{1,12}$/);
  const signatures = matching(headers['webhook-signature'], /^[\x20-\x7e]{1,2000}$/);
  if (id === null || timestamp === null || signatures === null) return null;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return null;

  const given = signatures.split(' ').filter((signature) => signature.startsWith('v1,'));
  let valid = false;
  for (const secret of secrets) {
    const key = keyOf(secret);
    if (!key || key.length === 0) continue;
    const hmac = createHmac('sha256', key);
    const expected = Buffer.from(`v1,${hmac.update(`${id}.${timestamp}.`).update(body).digest('base64')}`);
    for (const signature of given) valid = isEqual(Buffer.from(signature), expected) || valid;
  }
  return valid ? id : null;
}

const matching = (header: string | string[] | undefined, pattern: RegExp): string | null =>
  typeof header === 'string' && pattern.test(header) ? header : null;

const isEqual = (left: Buffer, right: Buffer): boolean => left.length === right.length && timingSafeEqual(left, right);
