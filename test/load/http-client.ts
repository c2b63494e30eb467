import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

export interface Answered<Body> {
  readonly body: Body;
  /** From sending to the last byte of the answer. */
  readonly ms: number;
  /** When the last byte was here, by this machine's clock. */
  readonly at: number;
}

/** POSTs JSON on a connection that is kept, at a third of what `fetch` costs; rejects when the answer is not the one expected. */
export const post = <Body>(url: string, token: string, body: object, expected: number): Promise<Answered<Body>> =>
  postBytes(url, token, { type: 'application/json', body: Buffer.from(JSON.stringify(body)) }, expected);

/** The same for a body of any type; the answer is JSON. */
export const postBytes = <Body>(
  url: string,
  token: string,
  { type, body }: { readonly type: string; readonly body: Buffer },
  expected: number,
): Promise<Answered<Body>> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = { 'content-type': type, 'content-length': body.length, authorization: `Bearer ${token}` };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        const received = Buffer.concat(chunks).toString();
        if (answer.statusCode !== expected) reject(new Error(`${url} answered ${answer.statusCode}: ${received}`));
        else resolve({ body: JSON.parse(received) as Body, ms: performance.now() - began, at: Date.now() });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });

export const closeConnections = (): void => agent.destroy();
