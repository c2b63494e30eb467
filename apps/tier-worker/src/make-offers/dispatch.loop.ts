import { Database } from '#database';
import { WorkLoop } from '#service';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DispatchBell } from '../dispatch/dispatch-bell.js';
import { OverflowToPartnerHandler } from '../overflow-to-partner/overflow-to-partner.handler.js';
import { ReturnAbandonedHandler } from '../return-abandoned/return-abandoned.handler.js';
import { EndPausesHandler } from '../set-availability/end-pauses.handler.js';
import { MakeOffersHandler } from './make-offers.handler.js';

/**
 * One in each process: ends pauses, brings back what was left lying, shows partners what waits too long, offers what waits. It sleeps until
 * the next of these is due, at most a second, and is woken by whatever this process commits. There is no leader: rows say what is due.
 */
@Injectable()
export class DispatchLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Without any rule there is nothing to wake up for. */
  private isUsed = true;
  private readonly loop = new WorkLoop({ name: 'dispatch', round: () => this.round() });

  constructor(
    private readonly database: Database,
    private readonly bell: DispatchBell,
    private readonly pauses: EndPausesHandler,
    private readonly abandoned: ReturnAbandonedHandler,
    private readonly overflow: OverflowToPartnerHandler,
    private readonly offers: MakeOffersHandler,
  ) {}

  onApplicationBootstrap(): void {
    this.bell.onRing(() => this.isUsed && this.loop.wake());
    this.loop.start();
  }

  /** Resolves when the round in hand is over; no other begins. */
  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  private async round(): Promise<number | null> {
    this.isUsed = (await this.database.read<{ used: boolean }>(selectUsed))[0]?.used ?? false;
    if (!this.isUsed) return null;
    const looks: (number | null)[] = [];
    for (const part of [this.pauses, this.abandoned, this.overflow, this.offers]) looks.push(await part.round());
    const known = looks.filter((ms) => ms !== null);
    return known.length === 0 ? null : Math.max(0, Math.min(...known));
  }
}

const selectUsed = {
  name: 'dispatch-is-used',
  text: `SELECT EXISTS (SELECT FROM dispatch_rule) OR EXISTS (SELECT FROM overflow_rule)
    OR EXISTS (SELECT FROM dispatch_offer WHERE state = 'offered')
    OR EXISTS (SELECT FROM agent_availability WHERE until IS NOT NULL) AS used`,
};
