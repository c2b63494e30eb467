import { EventStream, type Message } from './event-stream';
import type { Heard } from './heard';

/** Whether what is on the screen is what is: `live`, or the stream is being opened (again), or nobody is signed in any more. */
export type StreamState = 'connecting' | 'live' | 'ended';

/** What a stream tells those who listen to it. */
export interface StreamEars {
  /** Something happened; `position` is where a stream goes on after it. */
  hear(heard: Heard, position: string | null): void;
  /** The stream's state, or how far it is. */
  tell(state: StreamState, position: string | null): void;
}

const PATH = '/api/v1/desk/events';
/** The server says something every 15 seconds; after so long the connection is dead, whatever the browser believes. */
const DEAD_AFTER_MS = 45_000;
const AGAIN_MS = 1_000;
const AGAIN_AT_MOST_MS = 15_000;

/**
 * The live stream of this browser. Read with `fetch`, not `EventSource`: that hides why the server refused, its position, and
 * that nothing comes any more. After a break it goes on where it was.
 */
export class LiveStream {
  private readonly closing = new AbortController();
  private connection = new AbortController();
  private failures = 0;
  private wake: () => void = () => undefined;

  constructor(
    private readonly ears: StreamEars,
    private position: string | null,
  ) {}

  /** Resolves when it was closed or the session has ended. */
  async run(): Promise<void> {
    const { signal } = this.closing;
    const hurry = (): void => this.wake();
    globalThis.addEventListener('online', hurry, { signal });
    document.addEventListener('visibilitychange', hurry, { signal });
    while (!signal.aborted) {
      const end = await this.listen().catch(() => 'broken' as const);
      if (signal.aborted) return;
      if (end === 'ended') return this.ears.tell('ended', this.position);
      this.ears.tell('connecting', this.position);
      await this.rest();
    }
  }

  close(): void {
    this.closing.abort();
    this.connection.abort();
    this.wake();
  }

  private async listen(): Promise<'broken' | 'ended'> {
    this.connection = new AbortController();
    let dead = setTimeout(() => this.connection.abort(), DEAD_AFTER_MS);
    try {
      const response = await fetch(this.address(), { signal: this.connection.signal, cache: 'no-store' });
      if (response.status === 401) return 'ended';
      if (!response.ok || !response.body) return 'broken';
      const stream = new EventStream(this.position);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return 'broken';
        clearTimeout(dead);
        dead = setTimeout(() => this.connection.abort(), DEAD_AFTER_MS);
        const messages = stream.read(value);
        this.position = stream.position;
        if (messages.some(isEndOfSession)) return 'ended';
        for (const message of messages) this.hear(message);
        this.failures = 0;
        this.ears.tell('live', this.position);
      }
    } finally {
      clearTimeout(dead);
      this.connection.abort();
    }
  }

  private hear({ event, data }: Message): void {
    this.ears.hear({ event, data: JSON.parse(data) } as Heard, this.position);
  }

  private address(): string {
    return this.position === null ? PATH : `${PATH}?${new URLSearchParams({ lastEventId: this.position }).toString()}`;
  }

  private async rest(): Promise<void> {
    const ms = Math.min(AGAIN_MS * 2 ** this.failures, AGAIN_AT_MOST_MS) * (0.5 + Math.random() / 2);
    this.failures += 1;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => undefined;
  }
}

const isEndOfSession = ({ event, data }: Message): boolean => event === 'ended' && data.includes('"session"');
