import type { AgentCaller } from '#access';
import type { ServerResponse } from 'node:http';
import type { Position } from './event-id.js';
import type { LiveEvent, ResyncReason } from './live-event.schemas.js';
import type { Snapshot } from './snapshot.js';

/** A client that has still to take in so many bytes when there is more is cut off; it comes back and goes on where it was. */
const MOST_WAITING = 512 * 1024;
/** Characters that are told at once; whoever is to hear more had better read anew. */
const MOST_AT_ONCE = 256 * 1024;
/** A client comes back after so long at least, in milliseconds, and up to twice that: not all at the same moment. */
const RETRY_MS = 1_000;
/** Whoever does not even take in that it is over is cut off. */
const END_WITHIN_MS = 1_000;

export const messageOf = ({ event, data }: LiveEvent): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

export const resync = (reason: ResyncReason): string => messageOf({ event: 'resync', data: { reason } });

const lengthOf = (messages: readonly string[]): number => messages.reduce((sum, { length }) => sum + length, 0);

/** One browser's stream. */
export class Viewer {
  /** What it has been told of; null: it has just come, and knows nothing or what `position` says. */
  seen: Snapshot | null = null;
  /** When it last heard anything, by this process's clock. */
  heardAt = 0;

  constructor(
    readonly token: string,
    public caller: AgentCaller,
    readonly position: Position | 'unknown' | null,
    private readonly answer: ServerResponse,
  ) {
    answer.on('error', () => {});
    this.write(`retry: ${RETRY_MS + Math.floor(Math.random() * RETRY_MS)}\n\n`);
  }

  get isGone(): boolean {
    return this.answer.destroyed || this.answer.writableEnded;
  }

  /** Sends messages; with the last of them the client's position becomes `id`. Nothing to say: a comment and the position. */
  tell(news: readonly string[], id: string): void {
    const messages = lengthOf(news) > MOST_AT_ONCE ? [resync('too-much')] : news;
    const last = messages.at(-1);
    this.write(last === undefined ? `: \nid: ${id}\n\n` : `${messages.slice(0, -1).join('')}id: ${id}\n${last}`);
  }

  end(reason: 'session' | 'stopping'): void {
    if (this.isGone) return;
    this.answer.end(messageOf({ event: 'ended', data: { reason } }));
    setTimeout(() => this.answer.destroy(), END_WITHIN_MS).unref();
  }

  private write(text: string): void {
    if (this.isGone) return;
    this.heardAt = Date.now();
    if (this.answer.writableLength > MOST_WAITING) this.answer.destroy();
    else this.answer.write(text);
  }
}
