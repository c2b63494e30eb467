import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What ties the lines and messages of one cause together. */
export interface Correlation {
  /** The id of the request, or of the message chain, that everything here goes back to. */
  readonly correlationId: string;
  /** The message whose handling is going on. */
  readonly causationId?: string | undefined;
  /** For the log lines only. */
  readonly ticketId?: string | undefined;
}

const storage = new AsyncLocalStorage<Correlation>();

/** Runs `work`, and everything it awaits, under this correlation. */
export const runWith = <T>(correlation: Correlation, work: () => T): T => storage.run(correlation, work);

/** The correlation of whoever asks; outside of any, a new one each time. */
export const currentCorrelation = (): Correlation => storage.getStore() ?? { correlationId: randomUUID() };

/** The correlation of whoever asks, if there is one: what a log line says. */
export const correlationIfAny = (): Correlation | undefined => storage.getStore();
