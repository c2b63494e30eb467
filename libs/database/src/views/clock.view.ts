import {
  clockKinds,
  clockStates,
  explainClock,
  priorities,
  usedMs,
  type Clock,
  type ClockKind,
  type ClockState,
  type Explained,
  type Priority,
  type ToldPolicy,
} from '#domain';
import { z } from 'zod';

/** One promise on a ticket. Instants are Dates (ISO 8601 in JSON), durations seconds. */
export interface ClockView {
  readonly id: string;
  readonly kind: ClockKind;
  readonly tier: number | null;
  readonly cycle: number;
  readonly ownerId: string | null;
  readonly state: ClockState;
  readonly priority: Priority;
  readonly targetSeconds: number;
  readonly startedAt: Date;
  readonly dueAt: Date | null;
  readonly bankedSeconds: number;
  readonly usedSeconds: number;
  readonly remainingSeconds: number;
  readonly rung: number;
  readonly breachedAt: Date | null;
  readonly endedAt: Date | null;
  readonly why: string;
}

export const clockSchema = z.object({
  id: z.uuid(),
  kind: z.enum(clockKinds),
  tier: z.int().nullable().meta({ description: 'The tier whose promise it is; null for one to the customer.' }),
  cycle: z
    .int()
    .meta({ description: 'Counts questions, updates and vendor cases; 1 for promises a ticket has one of.' }),
  ownerId: z.uuid().nullable().meta({ description: 'The team of a `tier` clock, the vendor of a vendor clock.' }),
  state: z.enum(clockStates).meta({ description: '`met`: it ended, in time or not; `breachedAt` says which.' }),
  priority: z.enum(priorities),
  targetSeconds: z.int(),
  startedAt: z.date(),
  dueAt: z.date().nullable().meta({ description: 'Null while the clock is paused.' }),
  bankedSeconds: z.int().meta({ description: 'Used before it last went on; kept through every pause and change.' }),
  usedSeconds: z.int(),
  remainingSeconds: z.int().meta({ description: 'Negative when the target is exceeded.' }),
  rung: z.int().meta({
    description:
      'The highest threshold that rang, in per cent of the target; 0 for none. One that the log proves not to have been reached is taken back.',
  }),
  breachedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  why: z.string().meta({
    description: 'Why it is due then, in words; `/clocks` also tells what paused it and what it went by before.',
  }),
});

const toCustomers: readonly ClockKind[] = ['first_response', 'next_response', 'periodic_update', 'resolution'];

/** Whether it is promised to the customer. What tiers and vendors owe is not for him. */
export const isToCustomer = ({ kind }: Pick<Clock, 'kind'>): boolean => toCustomers.includes(kind);

/** A clock as it stands at `now`, by the policy it goes by. */
export function clockView(clock: Clock, now: Date, told: ToldPolicy, explained?: Explained): ClockView {
  const usedSeconds = Math.floor(usedMs(clock, now, told.policy) / 1000);
  const { targetSeconds } = told.policy;
  const { id, kind, tier, cycle, ownerId, state, priority, startedAt, dueAt, rung, breachedAt, endedAt } = clock;
  return {
    id,
    kind,
    tier,
    cycle,
    ownerId,
    state,
    priority,
    targetSeconds,
    startedAt,
    dueAt,
    bankedSeconds: Math.floor(clock.bankedMs / 1000),
    usedSeconds,
    remainingSeconds: targetSeconds - usedSeconds,
    rung,
    breachedAt,
    endedAt,
    why: explainClock(clock, now, told, explained),
  };
}

/** Property of a clock -> its column, and the type of the property. */
export const clockColumns: Readonly<Record<keyof Clock, readonly [column: string, type: string]>> = {
  id: ['id', 'uuid'],
  kind: ['kind', 'text'],
  tier: ['tier', 'integer'],
  cycle: ['cycle', 'smallint'],
  ownerId: ['owner_id', 'uuid'],
  state: ['state', 'text'],
  priority: ['priority', 'text'],
  policyVersion: ['policy_version', 'integer'],
  startedAt: ['started_at', 'timestamptz'],
  resumedAt: ['resumed_at', 'timestamptz'],
  bankedMs: ['banked_ms', 'bigint'],
  dueAt: ['due_at', 'timestamptz'],
  nextAlarmAt: ['next_alarm_at', 'timestamptz'],
  rung: ['rung', 'smallint'],
  breachedAt: ['breached_at', 'timestamptz'],
  endedAt: ['ended_at', 'timestamptz'],
};

/** The select list that yields a `Clock`. */
export const selectClock = Object.entries(clockColumns)
  .map(([property, [column]]) => `clock.${column} AS "${property}"`)
  .join(', ');

/** The same as one JSON object; its instants are text. */
export const clockJson = `json_build_object(${Object.entries(clockColumns)
  .map(([property, [column]]) => `'${property}', clock.${column}`)
  .join(', ')})`;
