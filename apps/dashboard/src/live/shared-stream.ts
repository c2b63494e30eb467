import type { Heard } from './heard';
import { LiveStream, type StreamEars, type StreamState } from './live-stream';

type Said =
  | { readonly kind: 'heard'; readonly heard: Heard; readonly position: string | null }
  | { readonly kind: 'state'; readonly state: StreamState; readonly position: string | null }
  /** Is anybody leading? */
  | { readonly kind: 'hello' };

/** What a tab needs of its browser; a test has its own. */
export interface Surroundings {
  readonly locks: Pick<LockManager, 'request'>;
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>;
  makeStream(ears: StreamEars, position: string | null): Pick<LiveStream, 'run' | 'close'>;
}

const NAME = 'tierline-live';
/** A tab that leads and does not answer for so long is frozen: another takes over. */
const ANSWERS_WITHIN_MS = 4_000;
/** The server says something every 15 seconds: who has heard nothing for so long asks. */
const QUIET_MS = 40_000;

const here = (): Surroundings => ({
  locks: navigator.locks,
  channel: new BroadcastChannel(NAME),
  makeStream: (ears, position) => new LiveStream(ears, position),
});

/**
 * One live stream for all tabs of this browser: over HTTP/1.1 it has six connections to a server, and a stream takes one for
 * itself. The tab that holds a lock reads the stream and tells the others; when it goes, the browser gives the lock to the next,
 * which goes on where the last one was.
 */
export class SharedStream {
  private readonly leaving = new AbortController();
  private stream: Pick<LiveStream, 'run' | 'close'> | null = null;
  private state: StreamState = 'connecting';
  private position: string | null = null;
  private answer: ReturnType<typeof setTimeout> | undefined;
  private quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly hear: (heard: Heard) => void,
    private readonly show: (state: StreamState) => void,
    private readonly around: Surroundings = here(),
  ) {}

  join(): void {
    this.around.channel.addEventListener('message', ({ data }: MessageEvent<Said>) => this.listen(data));
    void this.queue({ signal: this.leaving.signal });
    this.ask();
  }

  leave(): void {
    this.rest();
    this.leaving.abort();
    this.stream?.close();
    this.around.channel.close();
  }

  /** Whether there is a tab that leads, and how far it is; asked when one comes and whenever one looks at this tab again. */
  ask(): void {
    if (this.stream || this.leaving.signal.aborted) return;
    this.say({ kind: 'hello' });
    this.rest();
    this.answer = setTimeout(() => void this.queue({ steal: true }), ANSWERS_WITHIN_MS);
  }

  /** Waits for its turn to lead, and leads until it leaves, the session ends, or another took over. */
  private async queue(options: LockOptions): Promise<void> {
    try {
      await this.around.locks.request(NAME, options, () => this.lead());
    } catch {
      // It left, or another tab took over while this one was frozen: what it missed it reads, and it waits for its turn again.
      if (this.leaving.signal.aborted) return;
      this.stream?.close();
      this.stream = null;
      this.hear({ event: 'resync', data: null });
      void this.queue({ signal: this.leaving.signal });
    }
  }

  private async lead(): Promise<void> {
    this.rest();
    if (this.leaving.signal.aborted || this.stream) return;
    const stream = this.around.makeStream(
      {
        hear: (heard, position) => {
          this.hear(heard);
          this.say({ kind: 'heard', heard, position });
        },
        tell: (state, position) => {
          this.be(state, position);
          this.say({ kind: 'state', state, position });
        },
      },
      this.position,
    );
    this.stream = stream;
    await stream.run();
    if (this.stream === stream) this.stream = null;
  }

  private listen(said: Said): void {
    if (said.kind === 'hello') {
      if (this.stream) this.say({ kind: 'state', state: this.state, position: this.position });
      return;
    }
    this.rest();
    this.quiet = setTimeout(() => this.ask(), QUIET_MS);
    if (said.kind === 'state') return this.be(said.state, said.position);
    this.position = said.position;
    this.hear(said.heard);
  }

  private be(state: StreamState, position: string | null): void {
    this.position = position;
    if (state === this.state) return;
    this.state = state;
    this.show(state);
  }

  private rest(): void {
    clearTimeout(this.answer);
    clearTimeout(this.quiet);
  }

  private say(said: Said): void {
    this.around.channel.postMessage(said);
  }
}
