import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- the API's own documents say what it is
  readonly body: any;
}

interface Wanted {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const ANSWER_WITHIN_MS = 30_000;
const LONGEST_PAUSE_S = 120;
const MOST_READS = 10;

/** An answer that was not what the replay needs. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';

  constructor(
    { method, path }: Wanted,
    readonly answer: Answer,
  ) {
    super(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 500)}`);
  }
}

/**
 * The public API over a bounded number of connections that are kept open. Whoever is told to wait (429) waits as long as
 * was said and asks again: such a request was not done. A connection that breaks is the caller's to think about.
 */
export class Api {
  private readonly agent: Agent;
  private readonly send: typeof httpRequest;
  /** How often somebody was told to wait. */
  waits = 0;

  constructor(
    private readonly url: URL,
    connections: number,
    /** In [0, 1) seconds on top of each wait, so that not all come back at the same moment. */
    private readonly jitter: () => number = Math.random,
  ) {
    const tls = url.protocol === 'https:';
    this.agent = new (tls ? TlsAgent : Agent)({ keepAlive: true, maxSockets: connections });
    this.send = tls ? tlsRequest : httpRequest;
  }

  /** Asks until it is not told to wait; any other answer is an answer. */
  async ask(wanted: Wanted): Promise<Answer> {
    for (;;) {
      const { answer, retryAfter } = await this.once(wanted);
      if (answer.status !== 429) return answer;
      this.waits += 1;
      await pause((Math.min(retryAfter, LONGEST_PAUSE_S) + this.jitter()) * 1_000);
    }
  }

  /** The body of an answer with this status; any other throws `UnexpectedAnswer`. */
  async expect(status: number, wanted: Wanted): Promise<Answer['body']> {
    const answer = await this.ask(wanted);
    if (answer.status !== status) throw new UnexpectedAnswer(wanted, answer);
    return answer.body;
  }

  /** Looks until it is told what is, for as long as a restart takes. */
  async read(path: string, token: string): Promise<Answer['body']> {
    const wanted = { method: 'GET', path, token } as const;
    for (let tries = 1; ; tries += 1) {
      const answer = await this.ask(wanted).catch((error: Error): Answer => ({ status: 503, body: error.message }));
      if (answer.status === 200) return answer.body;
      if (answer.status < 500 || tries === MOST_READS) throw new UnexpectedAnswer(wanted, answer);
      await pause(100 * 2 ** Math.min(tries, 6));
    }
  }

  /** All items of a list, page by page. */
  async *list<T>(path: string, token: string): AsyncGenerator<T> {
    for (let cursor: string | null = null; ;) {
      const query: string = `limit=100${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = await this.read(`${path}?${query}`, token);
      yield* page.items as T[];
      cursor = page.nextCursor as string | null;
      if (cursor === null) return;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private once({ method, path, token, body, headers }: Wanted): Promise<{ answer: Answer; retryAfter: number }> {
    const content = body === undefined ? null : Buffer.from(JSON.stringify(body));
    return new Promise((resolve, reject) => {
      const request = this.send(
        new URL(`/api/v1/${path}`, this.url),
        {
          method,
          agent: this.agent,
          timeout: ANSWER_WITHIN_MS,
          headers: {
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            ...(content && { 'content-type': 'application/json', 'content-length': content.length }),
            ...headers,
          },
        },
        (response) => void read(response).then(resolve, reject),
      );
      request.on('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_WITHIN_MS / 1_000} s`)));
      request.on('error', reject);
      request.end(content);
    });
  }
}

async function read(response: IncomingMessage): Promise<{ answer: Answer; retryAfter: number }> {
  const content = await text(response);
  const retryAfter = Number(response.headers['retry-after']) || 1;
  return { answer: { status: response.statusCode ?? 0, body: bodyOf(content) }, retryAfter };
}

/** A proxy between us may answer in its own words. */
function bodyOf(content: string): unknown {
  if (content === '') return null;
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}
