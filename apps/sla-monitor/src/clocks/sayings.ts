import type { PayloadOf, SlaBreached, SlaWarned } from '#contracts';
import type { Clock, Threshold } from '#domain';
import { writtenInstant } from './written-instant.js';

/** A clock that rang, and the ticket as it was then. */
export interface Rang {
  readonly clock: Pick<Clock, 'id' | 'kind'>;
  readonly threshold: Threshold;
  readonly dueAt: Date;
  /** Null: not known to the second. */
  readonly reachedAt: Date | null;
  readonly ticketId: string;
  readonly version: number;
  /** Whose promise it is, or where the ticket is. */
  readonly tier: number;
  readonly rangAt: Date;
}

/** Whether anybody hears of a warning, or anything comes of it. */
export const isSaid = ({ notify, action }: Threshold): boolean => notify !== 'nobody' || action !== 'none';

const promise = ({ clock, threshold, dueAt, ticketId, version, tier, rangAt }: Rang) => ({
  ticketId,
  version,
  tier,
  clockId: clock.id,
  kind: clock.kind,
  percent: threshold.percent,
  evenIfHeld: threshold.evenIfHeld,
  dueAt: writtenInstant(dueAt),
  rangAt: writtenInstant(rangAt),
});

export function breachMessage(rang: Rang): PayloadOf<typeof SlaBreached> {
  const { notify, action } = rang.threshold;
  const reachedAt = rang.reachedAt && writtenInstant(rang.reachedAt);
  return { onBreach: action === 'none' ? 'alert' : action, notify, reachedAt, ...promise(rang) };
}

export function warningMessage(rang: Rang): PayloadOf<typeof SlaWarned> {
  const { notify, action } = rang.threshold;
  return { warn: notify, action, reachedAt: writtenInstant(rang.reachedAt ?? rang.rangAt), ...promise(rang) };
}
