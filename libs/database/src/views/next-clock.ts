import { clockKinds, type ClockKind } from '#domain';
import { z } from 'zod';
import { TO_CUSTOMERS } from './ticket-filters.js';

/** The promise on a ticket that matters next: the one that is due soonest, or a paused one when none runs. */
export interface NextClock {
  readonly kind: ClockKind;
  readonly tier: number | null;
  readonly state: 'running' | 'paused';
  readonly dueAt: Date | null;
  readonly breached: boolean;
  readonly paused: boolean;
  readonly targetSeconds: number;
  readonly bankedSeconds: number;
}

export const nextClockSchema = z
  .object({
    kind: z.enum(clockKinds),
    tier: z.int().nullable(),
    state: z.enum(['running', 'paused']),
    dueAt: z.date().nullable().meta({ description: 'Null while the clock is paused.' }),
    breached: z.boolean(),
    paused: z.boolean(),
    targetSeconds: z.int(),
    bankedSeconds: z.int().meta({ description: 'Used before it last went on or paused.' }),
  })
  .nullable()
  .meta({ description: 'The promise that matters next: due soonest; null without one, or without one for you.' });

/** A `LEFT JOIN` beside `ticket` that yields `next_clock.clock`. */
export const joinNextClock = (internal: boolean): string => `LEFT JOIN LATERAL (
    SELECT json_build_object('kind', clock.kind, 'tier', clock.tier, 'state', clock.state, 'dueAt', clock.due_at,
      'breached', clock.breached_at IS NOT NULL, 'paused', clock.state = 'paused', 'targetSeconds', policy.target_seconds,
      'bankedSeconds', clock.banked_ms / 1000) AS clock
    FROM clock JOIN sla_policy_version policy ON policy.id = clock.policy_version
    WHERE clock.ticket_id = ticket.id AND clock.state IN ('running', 'paused') ${internal ? '' : TO_CUSTOMERS}
    ORDER BY clock.due_at NULLS LAST, clock.started_at, clock.id LIMIT 1) next_clock ON true`;

/** Instants in JSON that PostgreSQL built are text. */
export const toNextClock = (clock: NextClock | null): NextClock | null =>
  clock && { ...clock, dueAt: clock.dueAt && new Date(clock.dueAt) };
