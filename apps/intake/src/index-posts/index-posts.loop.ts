import { Database, indexPosts, POSTS_AT_ONCE } from '#database';
import { WorkLoop } from '#service';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

const LOOK_EVERY_MS = 400;

/**
 * Makes what was written findable, well within a second. Under a flood it takes no more than half of its own time from
 * those who write: it rests after a full round as long as the round took.
 */
@Injectable()
export class IndexPostsLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({
    name: 'index-posts',
    round: () => this.round(),
    longestSleepMs: LOOK_EVERY_MS,
  });

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** Resolves when the round in hand is committed; no other begins. */
  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  private async round(): Promise<number | null> {
    const began = performance.now();
    const posts = await indexPosts(this.database);
    return posts < POSTS_AT_ONCE ? null : Math.min(LOOK_EVERY_MS, performance.now() - began);
  }
}
