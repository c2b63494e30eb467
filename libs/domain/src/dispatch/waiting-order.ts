import type { Priority } from '../ticket/ticket.js';

export interface Waiting {
  readonly id: string;
  readonly priority: Priority | null;
  /** The soonest of the promises that run; one that is broken is long due. */
  readonly dueAt: Date | null;
  readonly queuedAt: Date;
}

/** Who waits at the head of the queue: the soonest promise, then the higher priority, then the longer wait. */
export const byUrgency = (one: Waiting, other: Waiting): number =>
  time(one.dueAt) - time(other.dueAt) ||
  rank(one.priority) - rank(other.priority) ||
  one.queuedAt.getTime() - other.queuedAt.getTime() ||
  (one.id < other.id ? -1 : 1);

/** Far beyond all promises, and finite: two of them may be subtracted. */
const NEVER = 8.64e15;
const time = (at: Date | null): number => at?.getTime() ?? NEVER;
const rank = (priority: Priority | null): number => (priority === null ? 9 : Number(priority.slice(1)));
