import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether both are the same, in a time that tells nothing of where they differ. */
export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether the value is the keyed hash of the data under one of the keys; every key is tried. */
export function isHmac(
  value: string | null,
  hash: 'sha1' | 'sha256',
  encoding: 'hex' | 'base64',
  keys: readonly (string | Buffer)[],
  ...data: readonly (string | Uint8Array)[]
): boolean {
  let valid = false;
  for (const key of keys) {
    if (key.length === 0) continue;
    const hmac = createHmac(hash, key);
    for (const piece of data) hmac.update(piece);
    valid = sameText(hmac.digest(encoding), value ?? '') || valid;
  }
  return valid && value !== null;
}

/** A header that is there once. */
export function header(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  name: string,
): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}
