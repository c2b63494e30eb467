import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { eventually } from '#testing';

export interface Heard {
  readonly event: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into events of every shape
  readonly data: any;
}

/** A screen's stream, as a browser would read it. */
export class EventStream {
  readonly heard: Heard[] = [];
  lastEventId = '';
  status = 0;
  headers: IncomingMessage['headers'] = {};
  isOver = false;
  private rest = '';

  private constructor(private readonly asked: ClientRequest) {}

  /** Resolves when the stream has begun, or was refused. */
  static async open(url: string, token: string, lastEventId?: string): Promise<EventStream> {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    };
    const asked = request(`${url}/api/v1/desk/events`, { headers, agent: false });
    const stream = new EventStream(asked);
    asked.on('error', () => (stream.isOver = true));
    asked.on('response', (answer) => stream.listen(answer));
    asked.end();
    await eventually(() => {
      if (stream.status === 0) throw new Error('The stream has not begun.');
      if (stream.status === 200 && stream.heard.length === 0) throw new Error('The stream says nothing.');
    });
    return stream;
  }

  close(): void {
    this.asked.destroy();
  }

  of(event: string): Heard['data'][] {
    return this.heard.filter((one) => one.event === event).map(({ data }) => data);
  }

  /** Resolves to the first such event, when it has come. */
  async next(event: string, fits: (data: Heard['data']) => boolean = () => true): Promise<Heard['data']> {
    return eventually(() => {
      const found = this.of(event).find(fits);
      if (!found) throw new Error(`There is no such ${event} in ${JSON.stringify(this.heard)}`);
      return found;
    });
  }

  async end(): Promise<void> {
    await eventually(() => {
      if (!this.isOver) throw new Error('The stream goes on.');
    });
  }

  private listen(answer: IncomingMessage): void {
    this.status = answer.statusCode ?? 0;
    this.headers = answer.headers;
    answer.setEncoding('utf8');
    answer.on('data', (text: string) => this.read(text));
    answer.on('error', () => (this.isOver = true));
    answer.on('close', () => (this.isOver = true));
  }

  private read(text: string): void {
    const messages = (this.rest + text).split('\n\n');
    this.rest = messages.pop() ?? '';
    for (const message of messages) {
      const fields = new Map(message.split('\n').map((line) => line.split(/: ?(.*)/s) as [string, string]));
      this.lastEventId = fields.get('id') ?? this.lastEventId;
      const event = fields.get('event');
      if (event !== undefined) this.heard.push({ event, data: JSON.parse(fields.get('data') ?? 'null') });
    }
  }
}
