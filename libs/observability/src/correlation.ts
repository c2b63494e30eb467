import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Span } from './tracing/tracing.js';

/** What ties the lines, messages and spans of one cause together. */
export interface Correlation {
  /** The id of the request, or of the message chain, that everything here goes back to. */
  readonly correlationId: string;
  /** The message whose handling is going on; log lines call it `messageId`. */
  readonly causationId?: string | undefined;
  /** For the log lines only; `aboutTicket` fills it in as soon as it is known. */
  ticketId?: string | undefined;
  /** Of the request or message that is being worked on, when it is traced: what comes of it hangs below it. */
  readonly span?: Span | undefined;
}

const storage = new AsyncLocalStorage<Correlation>();

/** Runs `work`, and everything it awaits, under this correlation. */
export const runWith = <T>(correlation: Correlation, work: () => T): T => storage.run(correlation, work);

/** The correlation of whoever asks; outside of any, a new one each time. */
export const currentCorrelation = (): Correlation => storage.getStore() ?? { correlationId: randomUUID() };

/** The correlation of whoever asks, if there is one: what a log line says. */
export const correlationIfAny = (): Correlation | undefined => storage.getStore();

/** This request or message is about that ticket: its log lines and its span say so. The first ticket counts. */
export function aboutTicket(ticketId: string): void {
  const correlation = storage.getStore();
  if (correlation) correlation.ticketId ??= ticketId;
}
