import { clockKinds, type ClockKind } from '#domain';
import { z } from 'zod';
import { TO_CUSTOMERS } from './ticket-filters.js';

export const nextClockSchema = z
  .object({
    kind: z.enum(clockKinds),
    tier: z.int().nullable(),
    state: z.enum(['running', 'paused']),
    dueAt: z.iso.datetime().nullable().meta({ description: 'Null while the clock is paused.' }),
    breached: z.boolean(),
    paused: z.boolean(),
    targetSeconds: z.int(),
    bankedSeconds: z.int().meta({ description: 'Used before it last went on or paused.' }),
  })
  .nullable()
  .meta({ description: 'The promise that matters next: due soonest; null without one, or without one for you.' });

/** The promise on a ticket that matters next: the one that is due soonest, or a paused one when none runs. */
export type NextClock = z.output<typeof nextClockSchema>;

/** What `selectNextClock` yields; all null without a clock. */
export interface NextClockRow {
  readonly clockKind: ClockKind | null;
  readonly clockTier: number | null;
  readonly clockState: 'running' | 'paused';
  readonly clockDueAt: string | null;
  readonly clockBreached: boolean;
  readonly clockTarget: number;
  readonly clockBankedMs: number;
}

/* Columns, not an object: PostgreSQL takes longer to build JSON than to find the clock. */
export const selectNextClock = `next_clock.kind AS "clockKind", next_clock.tier AS "clockTier", next_clock.state AS "clockState",
  next_clock.due_at AS "clockDueAt", next_clock.breached_at IS NOT NULL AS "clockBreached",
  next_policy.target_seconds AS "clockTarget", next_clock.banked_ms AS "clockBankedMs"`;

/** Beside `ticket`, for `selectNextClock`. */
export const joinNextClock = (internal: boolean): string => `LEFT JOIN LATERAL (
    SELECT kind, tier, state, due_at, breached_at, banked_ms, policy_version FROM clock
    WHERE clock.ticket_id = ticket.id AND clock.state IN ('running', 'paused') ${internal ? '' : TO_CUSTOMERS}
    ORDER BY clock.due_at NULLS LAST, clock.started_at, clock.id LIMIT 1) next_clock ON true
  LEFT JOIN sla_policy_version next_policy ON next_policy.id = next_clock.policy_version`;

export const toNextClock = (row: NextClockRow): NextClock =>
  row.clockKind && {
    kind: row.clockKind,
    tier: row.clockTier,
    state: row.clockState,
    dueAt: row.clockDueAt,
    breached: row.clockBreached,
    paused: row.clockState === 'paused',
    targetSeconds: row.clockTarget,
    bankedSeconds: Math.trunc(row.clockBankedMs / 1_000),
  };
