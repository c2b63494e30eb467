import type { Tx } from '#database';
import type { Ticket } from '#domain';
import { Injectable } from '@nestjs/common';

/** What happened to a ticket at one version of it, as its log says. */
export interface LoggedEvent {
  readonly version: number;
  readonly type: string;
  readonly at: Date;
  readonly public: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Tells subscribers' webhooks what happens to tickets. */
@Injectable()
export class Subscriptions {
  /**
   * Writes down, for each active subscription, the events that it is to hear of; they leave after the commit. Announcing an
   * event again changes nothing. `ticket` is the ticket as it is now.
   */
  async announce(_tx: Tx, _ticket: Ticket, _events: readonly LoggedEvent[]): Promise<void> {}
}
