import type { Readable } from 'node:stream';

/**
 * How much is taken in before others get their turn: a dozen long bodies that arrive at once would be read and hashed one after
 * the other, some two megabytes of each, and nothing else would happen meanwhile. Streams that bring more wait for the next
 * turn of the event loop.
 */
export class Pace {
  private readonly waiting = new Set<Readable>();
  private taken = 0;

  constructor(private readonly bytesPerTurn: number) {}

  /** `stream` brought so many bytes; it is paused until the next turn when they were too many. */
  took(stream: Readable, bytes: number): void {
    if (this.taken === 0) setImmediate(() => this.nextTurn());
    this.taken += bytes;
    if (this.taken <= this.bytesPerTurn) return;
    stream.pause();
    this.waiting.add(stream);
  }

  private nextTurn(): void {
    this.taken = 0;
    const streams = [...this.waiting];
    this.waiting.clear();
    for (const stream of streams) stream.resume();
  }
}
