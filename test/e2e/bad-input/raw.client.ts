import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export interface Ask {
  readonly method: string;
  /** As it goes on the wire: nothing is normalised. */
  readonly path: string;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when text or bytes, else as JSON. */
  readonly body?: unknown;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever JSON came: tests look at what they expect
  readonly body: any;
}

/** No answer is to take longer than this. */
const HANGS_AFTER_MS = 14_000;

/** Sends what well-behaved clients cannot: any path, any bytes. */
export class RawClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 200 });

  constructor(readonly port: number) {}

  send({ method, path, token, headers, body }: Ask): Promise<Reply> {
    const payload = body === undefined ? null : asBytes(body);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.port,
          agent: this.agent,
          method,
          path,
          headers: {
            ...(payload && { 'content-type': 'application/json', 'content-length': String(payload.length) }),
            ...(token != null && { authorization: `Bearer ${token}` }),
            ...headers,
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: parsed(text) });
          });
        },
      );
      outgoing.setTimeout(HANGS_AFTER_MS, () => outgoing.destroy(new Error('No answer.')));
      outgoing.on('error', (error) => reject(new Error(`${method} ${path.slice(0, 100)}: ${error.message}`)));
      outgoing.end(payload ?? undefined);
    });
  }

  /** Writes these bytes on a connection of their own and gives all that comes back until it is closed. */
  bytes(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(this.port, '127.0.0.1', () => socket.write(text, 'latin1'));
      socket.setTimeout(HANGS_AFTER_MS, () => socket.destroy(new Error(`Not closed; it said: ${answer}`)));
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => resolve(answer));
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

const asBytes = (body: unknown): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Runs `work` over all items, a few at a time, results in order. */
export async function each<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
  atOnce = 24,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!, index);
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return results;
}
