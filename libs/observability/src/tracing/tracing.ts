/*
 * Where a trace's ids come from: its own is the correlation id (a UUID without its dashes; any other text hashed), and the
 * span that says a message has its id from the message. So no trace context travels: a message that was swept, redriven
 * or rebuilt after a lost Redis still finds its place, and nothing is stored for it. See docs/adr/0010.
 */

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A piece of work that is being traced. */
export interface Span {
  set(attributes: Attributes): void;
  fail(error: unknown): void;
  end(): void;
}

export interface RequestStart {
  readonly correlationId: string;
  /** The caller's `traceparent` header, as it came. */
  readonly traceparent: string | undefined;
  readonly method: string;
  /** The route's pattern: `/api/v1/tickets/:id/claim`. */
  readonly route: string;
}

/** A message, or a delivery to a vendor: what is written down now and worked on later. */
export interface Said {
  readonly id: string;
  readonly name: string;
  readonly destination: string;
  readonly correlationId: string;
  readonly ticketId?: string | undefined;
}

/** What is traced. There is none of it unless the standard `OTEL_*` variables ask for it. */
export interface Tracing {
  /** A request to us, until `end`. */
  request(start: RequestStart): Span;
  /** Something was said, below whatever is being worked on just now. */
  say(said: Said): void;
  /** What was said is worked on, once for each attempt, until `end`. */
  handle(said: Said, attempt: number): Span;
  /** A call to somebody else's address about what was said, until `end`. */
  call(said: Said, address: string): Span;
  /** Sends what is still to be sent. */
  stop(): Promise<void>;
}

let current: Tracing | null = null;

/** The process's tracing, or null when it is off: then it costs this look. */
export const tracing = (): Tracing | null => current;

export const useTracing = (chosen: Tracing | null): void => void (current = chosen);
