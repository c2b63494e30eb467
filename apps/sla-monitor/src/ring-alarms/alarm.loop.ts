import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BATCH, RingAlarmsHandler } from './ring-alarms.handler.js';

/** Longest sleep: a clock that another process started is seen after it. */
const LONGEST_MS = 1_000;
/** Shortest sleep when what is due cannot be rung just now, because another process has it. */
const SHORTEST_MS = 25;
const LONGEST_BACKOFF_MS = 5_000;
/** Batches at the same time while there is a herd: the database works on one while this process works on the other. */
const LANES = 2;

/**
 * One in each process: rings everything that is due, then sleeps until the next alarm, at most a second. There is no leader
 * and nothing to hand over: the rows say what is due.
 */
@Injectable()
export class AlarmLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AlarmLoop.name);
  private running: Promise<void> | null = null;
  private stopping = false;
  private failures = 0;
  private wakeAt = Infinity;
  private wake: (() => void) | null = null;

  constructor(private readonly alarms: RingAlarmsHandler) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when the batch in hand is committed; no other begins. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake?.();
    await this.running;
  }

  /** A clock was started or went on whose alarm is so many milliseconds ahead. */
  expectIn(ms: number): void {
    const at = Date.now() + ms;
    if (at >= this.wakeAt) return;
    this.wakeAt = at;
    this.wake?.();
  }

  private async run(): Promise<void> {
    while (!this.stopping) await this.sleep(await this.round());
  }

  /** Rings what is due and says how long to sleep. An error (the database is away, say) ends the round, never the loop. */
  private async round(): Promise<number> {
    this.wakeAt = Infinity;
    try {
      const rung = await this.alarms.ringDue();
      if (rung >= BATCH) await Promise.all(Array.from({ length: LANES }, () => this.ringWhileMany()));
      const next = await this.alarms.untilNext();
      if (this.failures > 0) this.logger.log('Alarms ring again.');
      this.failures = 0;
      return Math.min(LONGEST_MS, Math.max(rung > 0 ? 0 : SHORTEST_MS, next ?? LONGEST_MS));
    } catch (error) {
      this.failures += 1;
      if (this.failures === 1) this.logger.error('Alarms cannot ring; they will as soon as this works again.', error);
      return Math.min(LONGEST_BACKOFF_MS, 100 * 2 ** Math.min(this.failures, 10));
    }
  }

  private async ringWhileMany(): Promise<void> {
    while (!this.stopping && (await this.alarms.ringDue()) >= BATCH);
  }

  private async sleep(ms: number): Promise<void> {
    const at = Math.min(Date.now() + ms, this.wakeAt);
    this.wakeAt = at;
    if (this.stopping || at <= Date.now()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.ceil(at - Date.now()) + 1);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = null;
  }
}
