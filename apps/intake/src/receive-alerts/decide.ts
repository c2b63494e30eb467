import { isOpen, type State } from '#domain';
import type { Alert } from './alertmanager.js';

/** What we know of an alert that was posted before. */
export interface KnownAlert {
  readonly status: 'firing' | 'resolved';
  readonly startsAt: Date;
}

/**
 * What to do about an alert.
 *   open      a new ticket; when there was one before, it is over and is named there
 *   repeat    it is known and somebody has its ticket: count it
 *   refire    it had ended, but its ticket is still open: say so there
 *   reopen    its ticket was resolved, and it fires
 *   end       it is over
 *   ignore    nothing new: it ended before, was never known, or tells of an earlier time
 */
export type Step = 'open' | 'repeat' | 'refire' | 'reopen' | 'end' | 'ignore';

/** `state`: of the ticket it has, or of the one that was merged into; null when there is none. */
export function decide(
  alert: Pick<Alert, 'status' | 'startsAt' | 'endsAt'>,
  known: KnownAlert | null,
  state: State | null,
): Step {
  if (alert.status === 'resolved') return known?.status === 'firing' && !endedBefore(alert, known) ? 'end' : 'ignore';
  if (!known || state === null) return 'open';
  const isLate = alert.startsAt !== null && alert.startsAt < known.startsAt;
  if (known.status === 'resolved' && isLate) return 'ignore';
  if (state === 'resolved') return 'reopen';
  if (isOpen(state)) return known.status === 'resolved' ? 'refire' : 'repeat';
  // Somebody said that it is not for us: that holds until it fires anew.
  return state === 'rejected' && known.status === 'firing' ? 'repeat' : 'open';
}

/** Notifications overtake each other: this one tells of a time before the alert began to fire again. */
const endedBefore = ({ startsAt, endsAt }: Pick<Alert, 'startsAt' | 'endsAt'>, known: KnownAlert): boolean =>
  startsAt !== null && endsAt !== null && startsAt <= endsAt && endsAt < known.startsAt;
