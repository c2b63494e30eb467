import type { PayloadOf, SlaBreached } from '#contracts';
import type { Clock } from '#domain';

/** What a breach tells: the clock, and the ticket as it is when it rings. */
export interface Breach extends Pick<Clock, 'kind' | 'onBreach' | 'evenIfHeld'> {
  readonly clockId: string;
  readonly ticketId: string;
  readonly version: number;
  /** Where the ticket is, or whose promise it was. */
  readonly tier: number;
  readonly dueAt: Date;
  readonly rangAt: Date;
}

export const breachMessage = (breach: Breach): PayloadOf<typeof SlaBreached> => ({
  ticketId: breach.ticketId,
  version: breach.version,
  tier: breach.tier,
  clockId: breach.clockId,
  kind: breach.kind,
  dueAt: breach.dueAt.toISOString(),
  rangAt: breach.rangAt.toISOString(),
  onBreach: breach.onBreach,
  evenIfHeld: breach.evenIfHeld,
});
