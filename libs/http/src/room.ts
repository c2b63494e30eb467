import type { ServerResponse } from 'node:http';

interface Waiting {
  readonly bytes: number;
  readonly enter: (isIn: boolean) => void;
}

/**
 * Memory for bodies that are large: what does not fit waits, first come first served, before it has been read. A place
 * is kept until the answer is out, or nobody waits for it.
 */
export class Room {
  private readonly waiting: Waiting[] = [];
  private taken = 0;

  constructor(
    private readonly bytes: number,
    private readonly waitMs: number,
  ) {}

  /** Resolves to whether there is room now: not after `waitMs`, nor when the caller has gone. */
  async enter(bytes: number, answer: ServerResponse): Promise<boolean> {
    const needed = Math.min(bytes, this.bytes);
    if (!(await this.place(needed))) return false;
    if (answer.destroyed) this.leave(needed);
    else answer.once('close', () => this.leave(needed));
    return !answer.destroyed;
  }

  private place(bytes: number): Promise<boolean> {
    if (this.waiting.length === 0 && this.taken + bytes <= this.bytes) {
      this.taken += bytes;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const one: Waiting = {
        bytes,
        enter: (isIn) => {
          clearTimeout(timer);
          resolve(isIn);
        },
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(one), 1);
        resolve(false);
        this.admit();
      }, this.waitMs);
      this.waiting.push(one);
    });
  }

  private leave(bytes: number): void {
    this.taken -= bytes;
    this.admit();
  }

  private admit(): void {
    for (let next = this.waiting[0]; next && this.taken + next.bytes <= this.bytes; next = this.waiting[0]) {
      this.waiting.shift();
      this.taken += next.bytes;
      next.enter(true);
    }
  }
}
