import { WorkLoop } from '#service';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AnswerNextChild } from './answer-next-child.js';

const EVERY_MS = 5_000;

/** One in each process. What a process that was killed left behind, any other one finds after some seconds. */
@Injectable()
export class AnswerChildrenLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({
    name: 'answer-children',
    round: () => this.answerAll(),
    longestSleepMs: EVERY_MS,
  });

  constructor(private readonly next: AnswerNextChild) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** Resolves when the child in hand has its answer; no other begins. */
  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  wake(): void {
    this.loop.wake();
  }

  private async answerAll(): Promise<null> {
    while (!this.loop.isStopping && (await this.next.once()));
    return null;
  }
}
