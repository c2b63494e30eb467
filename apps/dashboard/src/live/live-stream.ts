/** What the server says while somebody looks; docs/live.md has every field. */
export interface TicketChange {
  readonly ticketId: string;
  readonly number?: string;
  readonly version?: number;
  readonly type?: string;
}
export interface PresenceChange {
  readonly ticketId: string;
}
export interface SignalSaid {
  readonly kind: string;
  /** What it is about; none: no ticket. */
  readonly ticketIds: readonly string[];
  readonly data?: Readonly<Record<string, unknown>> | null;
}
export type Heard =
  | { readonly event: 'ticket'; readonly data: TicketChange }
  | { readonly event: 'left'; readonly data: TicketChange }
  | { readonly event: 'presence'; readonly data: PresenceChange }
  | { readonly event: 'signal'; readonly data: SignalSaid }
  | { readonly event: 'resync'; readonly data: null };

const EVENTS = ['ticket', 'left', 'presence', 'signal', 'resync'] as const;

/** Whether what is on the screen is what is: `live`, or the stream is being opened (again). */
export type StreamState = 'connecting' | 'live';

/**
 * The live stream of this browser tab. `EventSource` reconnects by itself with `Last-Event-ID`, so nothing is missed over a
 * short break; when the server refused (the session ended), it is asked for again, slowly.
 */
export class LiveStream {
  private source: EventSource | null = null;
  private again: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;

  constructor(
    private readonly hear: (heard: Heard) => void,
    private readonly tell: (state: StreamState) => void,
  ) {}

  open(): void {
    const source = new EventSource('/api/v1/desk/events');
    this.source = source;
    source.addEventListener('open', () => {
      // What happened between the first reads and now: they are read once more, unless the stream went on where it was.
      if (this.failures > 0) this.hear({ event: 'resync', data: null });
      this.failures = 0;
      this.tell('live');
    });
    source.addEventListener('error', () => {
      this.tell('connecting');
      if (source.readyState !== EventSource.CLOSED) return;
      this.failures += 1;
      this.again = setTimeout(() => this.open(), Math.min(1_000 * 2 ** this.failures, 30_000));
    });
    for (const event of EVENTS) {
      source.addEventListener(event, ({ data }: MessageEvent<string>) =>
        this.hear({ event, data: data ? JSON.parse(data) : null } as Heard),
      );
    }
  }

  close(): void {
    clearTimeout(this.again);
    this.source?.close();
    this.source = null;
  }
}
