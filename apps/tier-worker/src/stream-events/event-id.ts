import { parseSnapshot, type Snapshot } from './snapshot.js';

/** Where a stream stood: in which history of the database, when, and what had been committed. */
export interface Position {
  /** Another one after a restored backup, or when a replica took over. */
  readonly history: string;
  /** Seconds since 1970, by the database's clock. */
  readonly at: number;
  readonly snapshot: Snapshot;
}

/** What is remembered for a screen that lost its connection, in seconds; signals are kept for longer than that. */
export const RESUMABLE_SECONDS = 300;

/** The id of an event is all that is needed to go on after it, in any process. */
export const eventId = (history: string, at: number, snapshot: string): string =>
  `${history}-${Math.floor(at)}-${snapshot.length > LONGEST ? before(snapshot) : snapshot}`;

/** A header must hold it. */
const LONGEST = 2_000;

/** The moment before the oldest of very many running transactions: some of what came since is told twice then. */
function before(snapshot: string): string {
  const xmin = snapshot.slice(0, snapshot.indexOf(':'));
  return `${xmin}:${xmin}:`;
}

/** Null: not an id of ours. */
export function parseEventId(id: string): Position | null {
  const [, history, at, text] = /^([\da-z]{1,40})-(\d{1,12})-([\d:,]{1,2000})$/.exec(id) ?? [];
  const snapshot = text === undefined ? null : parseSnapshot(text);
  return history && at && snapshot ? { history, at: Number(at), snapshot } : null;
}

/** Whether a stream can go on from there now: nothing that came since has been forgotten, and it is our own past. */
export const isResumable = (position: Position, now: Position): boolean =>
  position.history === now.history &&
  position.at >= now.at - RESUMABLE_SECONDS &&
  position.at <= now.at + 1 &&
  position.snapshot.xmax <= now.snapshot.xmax;
