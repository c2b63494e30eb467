import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** A callback as the vendor means it; `sequence` is counted up by the simulator unless it is given. */
export interface Callback {
  readonly caseId?: string;
  readonly caseNumber?: number;
  readonly kind: string;
  readonly sequence?: number;
  readonly message?: string;
  readonly reference?: string;
}

/** What a hostile vendor, or somebody who only pretends to be one, does differently. */
export interface Tricks {
  readonly secret?: string;
  readonly id?: string;
  readonly at?: Date;
  /** Sent instead of what was signed. */
  readonly tamper?: (body: string) => string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface CallbackAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Posts a callback signed by Standard Webhooks and gives the answer; a text is sent as it is. */
export async function sendCallback(
  url: string,
  secret: string,
  callback: unknown,
  {
    secret: other = secret,
    id = `msg_${randomUUID()}`,
    at = new Date(),
    tamper = (body) => body,
    headers,
  }: Tricks = {},
): Promise<CallbackAnswer> {
  const body = typeof callback === 'string' ? callback : JSON.stringify(callback);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(other).sign(id, at, body),
      ...headers,
    },
    body: tamper(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
