import { Logger } from '@nestjs/common';

export interface WorkLoopOptions {
  /** Names the loop in log lines. */
  readonly name: string;
  /**
   * Does everything that is due. Gives the milliseconds until there is something again, as far as it knows: null for "not
   * known of", 0 for "there is more". An error ends the round, never the loop.
   */
  readonly round: () => Promise<number | null>;
  /** Longest sleep, in milliseconds: what another process made due is seen after it. */
  readonly longestSleepMs?: number;
}

const SHORTEST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5_000;

/**
 * Work that lies in rows, done by any number of processes without a leader: each takes what is due (`SKIP LOCKED`), then
 * sleeps until the next is, or until somebody wakes it.
 */
export class WorkLoop {
  private readonly logger: Logger;
  private running: Promise<void> | null = null;
  private stopping = false;
  private failures = 0;
  private isWoken = false;
  /** When somebody expects something to do, that no round has looked for yet. */
  private expectedAt = Infinity;
  private interrupt: (() => void) | null = null;

  constructor(private readonly options: WorkLoopOptions) {
    this.logger = new Logger(options.name);
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when the round in hand is over; no other begins. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.interrupt?.();
    await this.running;
  }

  /** There may be something to do now. */
  wake(): void {
    this.isWoken = true;
    this.interrupt?.();
  }

  /** There will be something to do in so many milliseconds. */
  expectIn(ms: number): void {
    const at = Date.now() + ms;
    if (at >= this.expectedAt) return;
    this.expectedAt = at;
    this.interrupt?.();
  }

  private async run(): Promise<void> {
    while (!this.stopping) await this.sleep(await this.round());
  }

  private async round(): Promise<number> {
    const { round, longestSleepMs = 1_000 } = this.options;
    this.isWoken = false;
    if (this.expectedAt <= Date.now()) this.expectedAt = Infinity;
    try {
      const next = await round();
      if (this.failures > 0) this.logger.log('It works again.');
      this.failures = 0;
      return Math.min(longestSleepMs, next ?? longestSleepMs);
    } catch (error) {
      this.failures += 1;
      if (this.failures === 1) this.logger.error('It does not work now; it goes on as soon as it does again.', error);
      return Math.min(LONGEST_BACKOFF_MS, SHORTEST_BACKOFF_MS * 2 ** Math.min(this.failures, 10));
    }
  }

  private async sleep(ms: number): Promise<void> {
    const until = Date.now() + ms;
    while (!this.stopping && !this.isWoken) {
      const at = Math.min(until, this.expectedAt);
      if (at <= Date.now()) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.ceil(at - Date.now()) + 1);
        this.interrupt = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.interrupt = null;
    }
  }
}
