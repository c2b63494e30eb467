import { WorkLoop } from '#service';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AlarmLoop } from '../ring-alarms/alarm.loop.js';
import { ApplyChangesHandler } from './apply-changes.handler.js';

/** Brings clocks along with changed policies in the background: one process at each change, another when it is gone. */
@Injectable()
export class ApplyChangesLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'apply-changes', round: () => this.round() });

  constructor(
    private readonly handler: ApplyChangesHandler,
    private readonly alarms: AlarmLoop,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** Resolves when the batch in hand is committed; no other begins. */
  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** There was a change. */
  wake(): void {
    this.loop.wake();
  }

  private async round(): Promise<number | null> {
    const goesOn = (): boolean => !this.loop.isStopping;
    return (await this.handler.handle(goesOn, (ms) => this.alarms.expectIn(ms))) ? 0 : null;
  }
}
