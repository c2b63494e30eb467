import type { State } from '../ticket/lifecycle.js';
import { isOver, isPartners, type Clock, type ClockState } from './clock.js';
import type { ClockEvent, VendorNews } from './clocks.js';
import { isVendorKind, type ClockKind, type SlaPolicy, type WaitingState } from './policy.js';

/** Kinds of which each ticket has one (each tier one), which goes on when the ticket comes back. The others come in cycles. */
const lasting: readonly ClockKind[] = ['resolution', 'tier'];

/**
 * What a clock is to do after an event; null: go on as it is.
 *   caseId  the vendor case that a vendor's clocks are about: the one that was told last
 */
export function stateAfter(
  clock: Clock,
  event: ClockEvent,
  caseId: string | null,
  policy: SlaPolicy,
): ClockState | null {
  const { to, tier, answers, vendor, overflow } = event;
  if (isOver(clock) && !isLasting(clock)) return null;
  if (overflow && isPartners(clock)) return 'cancelled';
  if (isVendorKind(clock.kind)) {
    if (vendor !== null && vendor.caseId === caseId) return afterNews(clock, vendor.news);
    // Nobody waits for the older of two cases any more; what its vendor still says touches nothing.
    if (vendor) return vendor.news === 'delivered' ? 'cancelled' : null;
    return to === null ? null : whileVendor(clock, to);
  }
  if (answers && answerEnds.includes(clock.kind)) return 'met';
  if (to === null) return null;
  // A tier that the ticket has left owes nothing; when the ticket comes back, its earlier clock goes on.
  return clock.kind === 'tier' && clock.tier !== tier ? 'met' : stateIn(to, policy);
}

/**
 * What brings a promise back that ended only because no policy was for the ticket as it was: another priority or kind of support,
 * for which there is one. Null: it stays ended.
 */
export const backWith = (clock: Clock, { tier }: ClockEvent, state: State, policy: SlaPolicy): ClockState | null =>
  clock.state === 'cancelled' && isLasting(clock) && (clock.kind !== 'tier' || clock.tier === tier)
    ? stateIn(state, policy)
    : null;

const isLasting = (clock: Clock): boolean => lasting.includes(clock.kind) && !isPartners(clock);

const answerEnds: readonly ClockKind[] = ['first_response', 'next_response', 'periodic_update'];

/** What a promise of ours does while a ticket is in a state; null: nothing starts or changes. */
export function stateIn(state: State, { pausedWhile }: Pick<SlaPolicy, 'pausedWhile'>): ClockState | null {
  switch (state) {
    case 'received':
      return null;
    case 'queued':
    case 'in_progress':
      return 'running';
    case 'awaiting_customer':
    case 'awaiting_vendor':
    case 'awaiting_intervention':
      return pausedWhile.includes(state satisfies WaitingState) ? 'paused' : 'running';
    case 'resolved':
    case 'closed':
      return 'met';
    case 'merged':
    case 'rejected':
      return 'cancelled';
  }
}

/** A vendor's promise runs from being told, waits while it is we who are asked, and is kept by an answer. */
function afterNews({ kind, state }: Clock, news: VendorNews): ClockState | null {
  switch (news) {
    case 'delivered':
      return null;
    case 'acknowledged':
    case 'progressed':
      return kind === 'vendor_ack' ? 'met' : null;
    case 'info-needed':
      return kind === 'vendor_ack' ? 'met' : 'paused';
    case 'message-delivered':
      return state === 'paused' ? 'running' : null;
    case 'resolved':
    case 'rejected':
      return 'met';
    case 'undeliverable':
      return 'cancelled';
  }
}

/** We stopped waiting for it: it owes nothing more. A question of the vendor's to us is still open when the ticket is back with us. */
function whileVendor({ state }: Clock, to: State): ClockState | null {
  if (to === 'awaiting_vendor') return null;
  const isOurTurn = state === 'paused' && (to === 'queued' || to === 'in_progress' || to.startsWith('awaiting_'));
  return isOurTurn ? null : 'cancelled';
}
