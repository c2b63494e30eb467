import { emailOf, type AgentKey } from './company.js';
import type { Step } from './story.js';

export interface DemoAccess {
  /** Where the API listens. */
  readonly url: string;
  readonly password: string;
  /** An API key: the customers' side of every story. */
  readonly key: string;
}

/** Says what the demo's people say, as any client of the API would. */
export class DemoClient {
  private readonly tokens = new Map<AgentKey, Promise<string>>();

  constructor(private readonly access: DemoAccess) {}

  async get<T>(path: string): Promise<T> {
    return (await this.send('GET', path, this.access.key)) as T;
  }

  async post<T>(by: Step['by'], path: string, body: unknown): Promise<T> {
    const token = by === 'customer' ? this.access.key : await this.tokenOf(by);
    return (await this.send('POST', path, token, body)) as T;
  }

  async put(by: AgentKey, path: string, body: unknown): Promise<void> {
    await this.send('PUT', path, await this.tokenOf(by), body);
  }

  /** Ends the sessions that telling the stories opened. */
  async close(): Promise<void> {
    for (const token of this.tokens.values()) await this.send('POST', 'auth/logout', await token, {});
  }

  private tokenOf(agent: AgentKey): Promise<string> {
    const known = this.tokens.get(agent);
    if (known) return known;
    const credential = { email: emailOf(agent), password: this.access.password };
    const token = this.send('POST', 'auth/login', null, credential).then(
      (answer) => (answer as { accessToken: string }).accessToken,
    );
    this.tokens.set(agent, token);
    return token;
  }

  private async send(method: string, path: string, token: string | null, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.access.url}/api/v1/${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new DemoRefused(answer.status, `${method} ${path}`, text);
    return text === '' ? null : JSON.parse(text);
  }
}

/** The API did not accept a step of a story. */
export class DemoRefused extends Error {
  constructor(
    readonly status: number,
    request: string,
    private readonly answer: string,
  ) {
    super(`The demo's ${request} was answered with ${status}: ${answer.slice(0, 500)}`);
  }

  /** What was answered; nothing when that is no problem document. */
  get problem(): Readonly<Record<string, unknown>> {
    try {
      return JSON.parse(this.answer) as Readonly<Record<string, unknown>>;
    } catch {
      return {};
    }
  }
}
