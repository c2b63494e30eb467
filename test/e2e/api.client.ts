export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever JSON came: tests look at what they expect
  readonly body: any;
}

/** One caller of the public API. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly token?: string,
  ) {}

  static async login(url: string, email: string, password: string): Promise<ApiClient> {
    const { status, body } = await new ApiClient(url).post('auth/login', { email, password });
    if (status !== 200) throw new Error(`Login of ${email}: ${status} ${JSON.stringify(body)}`);
    return new ApiClient(url, body.accessToken as string);
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<Answer> {
    return this.send('POST', path, body);
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send('PUT', path, body);
  }

  /** Makes what must be made; its body. */
  async make(path: string, body: unknown): Promise<Answer['body']> {
    const answer = await this.post(path, body);
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  private async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  }
}
