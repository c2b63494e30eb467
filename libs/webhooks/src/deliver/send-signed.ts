import type { AddressGuard } from '../guard-address/address-guard.js';
import { signedHeaders } from '../sign-webhook/webhook-signature.js';
import { postJson, type Answer } from './post-json.js';

export interface SignedPost {
  /** The `webhook-id`: the same for every attempt. */
  readonly id: string;
  readonly endpoint: string;
  /** All that are valid. */
  readonly secrets: readonly string[];
  readonly now: Date;
  readonly payload: string;
  /** For looking up, connecting, sending and the answer together, in milliseconds. */
  readonly timeoutMs: number;
  readonly userAgent: string;
}

/**
 * Makes one attempt: the endpoint is judged, looked up and judged again, and the signed payload posted to the addresses that
 * were judged. Throws `RefusedEndpoint` when it must not be called, or what went wrong instead of an answer.
 */
export async function sendSigned(guard: AddressGuard, post: SignedPost): Promise<Answer> {
  const { id, endpoint, secrets, now, payload, timeoutMs, userAgent } = post;
  const url = guard.check(endpoint);
  const signal = AbortSignal.timeout(timeoutMs);
  const addresses = await withinTime(guard.addressesOf(url), signal);
  const headers = signedHeaders(secrets, id, now, payload);
  return postJson({ url, addresses, headers, userAgent, body: payload, signal });
}

/** Looking a name up cannot be cancelled, but it can be waited for no longer. */
function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}
