import { createHash, timingSafeEqual } from 'node:crypto';

/** What a request is checked against: one channel, as an admin set it up. */
export interface ChannelKeys {
  readonly id: string;
  readonly name: string;
  /** Valid now: the current one, and during a rotation the one before. Of passwords only `passwordHash` is kept. */
  readonly secrets: readonly string[];
  /** SendGrid's public keys, base64 of DER; when there are any, requests must be signed. */
  readonly publicKeys?: readonly string[];
  /** The SNS topics SES may speak through. */
  readonly topics?: readonly string[];
}

/** Why a request is not let in. */
export type Refusal = 'no-credentials' | 'wrong-credentials' | 'bad-signature' | 'stale' | 'unknown-topic';

export type Admission<Channel extends ChannelKeys> =
  { readonly channel: Channel; readonly token?: string } | { readonly refused: Refusal };

/** How a password is kept. A fast hash is right: it is 256 random bits. */
export const passwordHash = (password: string): string => createHash('sha256').update(password).digest('hex');

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

/** How old a signed request may be, in seconds: providers repeat one for hours, and not all of them sign it anew. */
export const OLDEST_SECONDS = 9 * 3_600;
/** How far ahead its clock may be. */
const AHEAD_SECONDS = 900;

/** `at` in seconds since 1970. */
export const isStale = (at: number, now: Date, oldest = OLDEST_SECONDS): boolean => {
  const age = now.getTime() / 1000 - at;
  return !(age <= oldest && age >= -AHEAD_SECONDS);
};
