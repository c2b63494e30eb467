import type { ServerResponse } from 'node:http';

/** Lets only so many requests go on at the same time; a turn lasts until its answer is out, or nobody waits for it. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly atOnce: number) {}

  /** Resolves when it is this one's turn; to false when its caller has gone meanwhile. */
  async take(answer: ServerResponse): Promise<boolean> {
    if (this.running >= this.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    if (answer.destroyed) {
      this.pass();
      return false;
    }
    answer.once('close', () => this.pass());
    return true;
  }

  private pass(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running -= 1;
  }
}
