import { createHmac } from 'node:crypto';
import { formParts } from '../formats/form-parts.js';
import { isSame, isStale, type Admission, type ChannelKeys } from './channel-keys.js';

export interface MailgunSignature {
  readonly timestamp: string;
  readonly token: string;
  readonly signature: string;
}

/** The three fields Mailgun signs with, wherever they are in the form; looks no further than needed. */
export function mailgunSignature(contentType: string, body: Buffer): MailgunSignature | null {
  const found = new Map<string, string>();
  for (const part of formParts(contentType, body, { short: true })) {
    const { name, fileName } = part;
    if (fileName !== null || found.has(name) || !['timestamp', 'token', 'signature'].includes(name)) continue;
    found.set(name, part.content.toString('latin1', 0, 200));
    if (found.size === 3) break;
  }
  const [timestamp, token, signature] = ['timestamp', 'token', 'signature'].map((name) => found.get(name));
  return timestamp !== undefined && token !== undefined && signature !== undefined
    ? { timestamp, token, signature }
    : null;
}

/**
 * Mailgun's signature: HMAC-SHA256 of timestamp and token, in hex, with the account's signing key. It says nothing of the
 * rest of the body: whoever lets a request in must see to it that its token counts once.
 */
export function admitMailgun<Channel extends ChannelKeys>(
  given: MailgunSignature | null,
  channels: readonly Channel[],
  now: Date,
): Admission<Channel> {
  if (!given || !/^\d{1,12}$/.test(given.timestamp) || !/^[\x21-\x7e]{16,200}$/.test(given.token))
    return { refused: 'no-credentials' };
  const signed = (key: string) =>
    createHmac('sha256', key)
      .update(given.timestamp + given.token)
      .digest('hex');
  const fitting = channels.filter(({ secrets }) =>
    secrets.map((key) => isSame(signed(key), given.signature.toLowerCase())).includes(true),
  );
  if (!fitting[0]) return { refused: 'bad-signature' };
  if (isStale(Number(given.timestamp), now)) return { refused: 'stale' };
  return { channel: fitting[0], token: given.token };
}
