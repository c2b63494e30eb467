import type { LockedTicket } from '#database';
import { BREACH, duration, ticketNumber, tierName, type ClockKind } from '#domain';

/** A threshold of a promise that was reached. Instants are ISO 8601. */
export interface Reached {
  readonly kind: ClockKind;
  readonly percent: number;
  /** Whose promise it is, or where the ticket was. */
  readonly tier: number;
  readonly dueAt: string;
  /** Null: when it was due, or not known. */
  readonly reachedAt: string | null;
  readonly rangAt: string;
}

/** What happened, and how late the alarm was, as a sentence without its full stop. */
export function describeThreshold({ number }: Pick<LockedTicket, 'number'>, reached: Reached): string {
  const { kind, percent, tier, dueAt, rangAt } = reached;
  const promise = `its ${promiseName(kind)} promise at ${tierName(tier)}`;
  if (percent === BREACH)
    return `${ticketNumber(number)} broke ${promise}: it was due ${dueAt}${lateness(dueAt, rangAt)}`;
  const late = reached.reachedAt === null ? '' : lateness(reached.reachedAt, rangAt);
  return `${ticketNumber(number)} has used ${percent} % of ${promise}: it ${percent < BREACH ? 'is' : 'was'} due ${dueAt}${late}`;
}

/** `first response`, `resolution`, `tier`. */
const promiseName = (kind: ClockKind): string =>
  kind === 'vendor_ack' ? 'vendor acknowledgement' : kind.replace('_', ' ');

/** How late an alarm was, as the end of a sentence; nothing below a second. */
function lateness(reachedAt: string, rangAt: string): string {
  const ms = Date.parse(rangAt) - Date.parse(reachedAt);
  return ms < 1_000 ? '' : ` (the alarm rang ${duration(ms)} late)`;
}
