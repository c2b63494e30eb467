import type { LookupAddress } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';

export interface PostRequest {
  readonly url: URL;
  /** The addresses that were checked; the connection is made to one of these and to no other. */
  readonly addresses: readonly LookupAddress[];
  readonly headers: Readonly<Record<string, string>>;
  /** What we call ourselves. */
  readonly userAgent: string;
  readonly body: string;
  /** Ends everything, from connecting to the last byte of the answer. */
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** Bytes of an answer's body that are read (and dropped); then the connection is cut. */
const MOST_BYTES = 64 * 1024;

/** Posts JSON and gives the status. Follows no redirect, reuses no connection, asks no proxy. */
export function postJson({ url, addresses, headers, userAgent, body, signal }: PostRequest): Promise<Answer> {
  const { request } = url.protocol === 'https:' ? https : http;
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      agent: false,
      lookup: pinnedTo(addresses),
      signal,
      maxHeaderSize: 16 * 1024,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': bytes.length,
        'user-agent': userAgent,
      },
    });
    call.on('response', (response) => {
      // The status is the verdict: whatever happens to the body afterwards changes nothing.
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      void drop(response).finally(() => call.destroy());
    });
    call.on('error', reject);
    call.on('close', () => reject(new Error('The connection was closed without an answer.')));
    call.end(bytes);
  });
}

/** Reads the body to its end or its bound, so that a receiver's server is not cut off in the middle of a normal answer. */
async function drop(response: IncomingMessage): Promise<void> {
  let read = 0;
  try {
    for await (const chunk of response) {
      read += (chunk as Buffer).length;
      if (read > MOST_BYTES) return;
    }
  } catch {
    // Cut off, or too slow.
  }
}

/** Answers every look-up with the checked addresses: what DNS says by now does not matter. */
const pinnedTo =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_hostname, options, done) => {
    if (options.all) return done(null, [...addresses]);
    const [first] = addresses;
    return first ? done(null, first.address, first.family) : done(new Error('No address.'), '', 0);
  };
