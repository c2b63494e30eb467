import type { Promises } from '#database';
import { applyChange, mayHaveRungEarly, type Clock } from '#domain';
import { rulesOf } from '../clocks/rules-of.js';
import type { BehindTicket } from './behind.store.js';

/** The open clocks of a ticket as they are after the changes they had not seen; null: only its log can tell. */
export interface Brought {
  readonly clocks: readonly Clock[];
  /** Those of them that are another than they were. */
  readonly changed: readonly Clock[];
  /** How many are due at another time. */
  readonly moved: number;
}

/**
 * Brings the clocks of a ticket along without its log. That will do when they have seen all of the log, the changes came after
 * it, no alarm was faster than they, and no promise that was broken ends with them: somebody may have to be told.
 */
export function bringAlong(ticket: BehindTicket, clocks: readonly Clock[], promises: Promises): Brought | null {
  const changes = promises.changesAfter(ticket.change);
  const [first] = changes;
  if (ticket.version < ticket.ticketVersion || (first && first.at < ticket.updatedAt)) return null;
  const rules = rulesOf(ticket, promises);
  if (first && clocks.some((clock) => mayHaveRungEarly(clock, first.at, rules.policyOf))) return null;
  const { version, change, openedAt, state, priority, entitlement, vendorCaseId } = ticket;
  const before = { version, change, openedAt, state, priority, entitlement, vendorCaseId, clocks };
  const after = changes.reduce((known, one) => applyChange(known, one, rules), before).clocks;
  const changed = after.filter((clock, index) => clock !== clocks[index]);
  if (changed.some(({ breachedAt }) => breachedAt !== null)) return null;
  const moved = after.filter((clock, index) => clock.dueAt?.getTime() !== clocks[index]?.dueAt?.getTime()).length;
  return { clocks: after, changed, moved };
}
