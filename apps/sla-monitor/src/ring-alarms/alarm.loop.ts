import { WorkLoop } from '#service';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BATCH, RingAlarmsHandler } from './ring-alarms.handler.js';

/** Longest sleep: a clock that another process started is seen after it. */
const LONGEST_MS = 1_000;
/** Shortest sleep when what is due cannot be rung just now, because another process has it. */
const SHORTEST_MS = 25;
/** Batches at the same time while there is a herd: the database works on some while this process works on another. */
const LANES = 3;

/**
 * One in each process: rings everything that is due, then sleeps until the next alarm, at most a second. There is no leader
 * and nothing to hand over: the rows say what is due.
 */
@Injectable()
export class AlarmLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'alarms', round: () => this.round(), longestSleepMs: LONGEST_MS });

  constructor(private readonly alarms: RingAlarmsHandler) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  start(): void {
    this.loop.start();
  }

  /** Resolves when the batch in hand is committed; no other begins. */
  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** A clock was started or went on whose alarm is so many milliseconds ahead. */
  expectIn(ms: number): void {
    this.loop.expectIn(ms);
  }

  /** Rings what is due and says how long to sleep. */
  private async round(): Promise<number> {
    const rung = await this.alarms.ringDue();
    if (rung >= BATCH) await this.ringMany();
    const next = await this.alarms.untilNext();
    return Math.max(rung > 0 ? 0 : SHORTEST_MS, next ?? LONGEST_MS);
  }

  private async ringMany(): Promise<void> {
    try {
      await Promise.all(Array.from({ length: LANES }, () => this.ringWhileMany()));
    } finally {
      this.alarms.herdPassed();
    }
  }

  private async ringWhileMany(): Promise<void> {
    while (!this.loop.isStopping && (await this.alarms.ringDue()) >= BATCH);
  }
}
