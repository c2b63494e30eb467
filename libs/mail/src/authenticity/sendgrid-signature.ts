import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { isStale, type Admission, type ChannelKeys } from './channel-keys.js';

export interface SendgridSignature {
  readonly timestamp: string;
  /** Base64. */
  readonly signature: string;
}

/** SendGrid tries for three days. */
const OLDEST_SECONDS = 75 * 3_600;

/** SendGrid's signature (ECDSA over timestamp and body) with the public key of one of these channels. */
export async function admitSendgrid<Channel extends ChannelKeys>(
  given: SendgridSignature,
  body: Buffer,
  channels: readonly Channel[],
  now: Date,
): Promise<Admission<Channel>> {
  const signed = Buffer.concat([Buffer.from(given.timestamp), body]);
  const signature = Buffer.from(given.signature, 'base64');
  for (const channel of channels) {
    for (const key of channel.publicKeys ?? []) {
      if (!(await isSigned(signed, publicKey(key), signature))) continue;
      return isStale(Number(given.timestamp), now, OLDEST_SECONDS) ? { refused: 'stale' } : { channel };
    }
  }
  return { refused: 'bad-signature' };
}

/** In a thread of its own: the body may be long. */
const isSigned = (data: Buffer, key: KeyObject | null, signature: Buffer): Promise<boolean> =>
  new Promise((resolve) => {
    if (!key) resolve(false);
    else verify('sha256', data, key, signature, (error, isGood) => resolve(!error && isGood));
  });

/** A key as SendGrid shows it, base64 of DER; null when it is none for this. */
export function publicKey(base64: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ec' ? key : null;
  } catch {
    return null;
  }
}
