import type { PayloadOf, SlaBreached, SlaWarned } from '#contracts';
import type { Clock, Listener } from '#domain';

/** A clock that rang, and the ticket as it was then. */
export interface Rang {
  readonly clock: Clock;
  readonly dueAt: Date;
  readonly ticketId: string;
  readonly version: number;
  /** Whose promise it is, or where the ticket is. */
  readonly tier: number;
  readonly rangAt: Date;
}

const promise = ({ clock, dueAt, ticketId, version, tier, rangAt }: Rang) => ({
  ticketId,
  version,
  tier,
  clockId: clock.id,
  kind: clock.kind,
  dueAt: dueAt.toISOString(),
  rangAt: rangAt.toISOString(),
});

export const breachMessage = (rang: Rang): PayloadOf<typeof SlaBreached> => {
  const { onBreach, evenIfHeld } = rang.clock;
  return { onBreach, evenIfHeld, ...promise(rang) };
};

export const warningMessage = (
  rang: Rang,
  { percent, reachedAt, warn }: { percent: number; reachedAt: Date; warn: Exclude<Listener, 'nobody'> },
): PayloadOf<typeof SlaWarned> => ({ percent, reachedAt: reachedAt.toISOString(), warn, ...promise(rang) });
