import type { Promises } from '#database';
import { retell, type ClockEvent, type ClockRules, type Clocks } from '#domain';

/** A ticket's clocks as its log and the changes of policies tell them; see `retell`. */
export const retold = (
  stored: Clocks,
  events: readonly ClockEvent[],
  promises: Promises,
  rules: ClockRules,
  now: Date,
): Clocks => retell(stored.clocks, events, promises.changesAfter(0), rules, now);
